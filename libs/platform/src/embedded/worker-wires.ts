import type { MessagePort, Worker } from 'node:worker_threads';
import { Unavailable } from '@pcrm/event-sourcing';
import type { Wire } from './worker-protocol.js';

/** Main side of a worker thread. */
export const workerWire = (worker: Worker): Wire => ({
  post: (message, transfer) => worker.postMessage(message, [...transfer]),
  onMessage: (listener) => void worker.on('message', listener),
  onEnd: (listener) => {
    worker.on('error', (cause) => listener(new Unavailable('the writing thread has failed', { cause })));
    worker.on('messageerror', (cause) => listener(new Unavailable('the writing thread was not understood', { cause })));
    worker.on('exit', (code) => listener(new Unavailable(`the writing thread has ended with code ${String(code)}`)));
  },
  close: async () => void (await worker.terminate()),
});

/** Either side of a message channel: the worker's own side, or both in one thread. */
export const portWire = (port: MessagePort): Wire => ({
  post: (message, transfer) => port.postMessage(message, [...transfer]),
  onMessage: (listener) => void port.on('message', listener),
  onEnd: (listener) => void port.on('close', () => listener(new Unavailable('the other thread has gone'))),
  close: async () => port.close(),
});
