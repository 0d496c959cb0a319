import { EventEmitter } from 'node:events';
import { syncBuiltinESMExports } from 'node:module';
import threads, { type MessagePort, type Transferable, type WorkerOptions } from 'node:worker_threads';

/** A worker to whoever starts it; its entry runs in this thread, behind the same port. */
class HereInstead extends EventEmitter {
  readonly #port: MessagePort;

  constructor(entry: URL, { workerData }: WorkerOptions = {}) {
    super();
    const { port1, port2 } = new threads.MessageChannel();
    this.#port = port1.on('message', (message) => this.emit('message', message));
    Object.assign(threads, { parentPort: port2, workerData: workerData as unknown });
    syncBuiltinESMExports();
    import(entry.href).catch((error: unknown) => this.emit('error', error));
  }

  postMessage(message: unknown, transfer: readonly Transferable[]): void {
    this.#port.postMessage(message, transfer);
  }

  terminate(): Promise<number> {
    this.#port.close();
    return Promise.resolve(0);
  }
}

// Loaded before the branch is (`--import`): the branch itself knows of one way only, a thread for what writes.
Object.assign(threads, { Worker: HereInstead });
syncBuiltinESMExports();
