import { parentPort, Worker, workerData, type WorkerOptions } from 'node:worker_threads';
import type { DataFiles } from './data-folder.js';
import { MovableClock } from './movable-clock.js';
import type { LogOptions } from './sqlite.message-log.js';
import { openStores, type Stores, type StoresOptions } from './stores.js';
import { connect, type WorkerClient } from './worker-client.js';
import { serve, type WorkerHost } from './worker-host.js';
import { portWire, workerWire } from './worker-wires.js';

export type WriterOptions = {
  readonly files: DataFiles;
  readonly clock: MovableClock;
  /** Plain data for the entry module: `inWriter` gives it back. */
  readonly data?: unknown;
  /** How many events, rows or jobs may wait for an answer. */
  readonly bound?: number;
  readonly hasty?: StoresOptions['hasty'];
  readonly worker?: Pick<WorkerOptions, 'env' | 'execArgv' | 'resourceLimits'>;
};
type Given = {
  readonly files: DataFiles;
  readonly clock: SharedArrayBuffer;
  readonly data: unknown;
  readonly hasty: boolean;
};

/** Starts the writing thread with its entry module and waits until that said `ready`. Throws what it failed with, once its files are closed. */
export async function startWriter(
  entry: URL,
  { files, clock, data, bound, hasty = false, worker }: WriterOptions,
): Promise<WorkerClient> {
  const given: Given = { files, clock: clock.buffer, data, hasty };
  const thread = new Worker(entry, { ...worker, workerData: given });
  try {
    return await connect(workerWire(thread), files, bound);
  } catch (error) {
    await thread.terminate();
    throw error;
  }
}

export type Writer<Data> = {
  readonly host: WorkerHost;
  readonly stores: Stores;
  readonly clock: MovableClock;
  readonly files: DataFiles;
  readonly data: Data;
};

/** For the entry module of the writing thread: opens all files for writing and serves the main thread. Call `host.ready()` at the end. */
export async function inWriter<Data = unknown>(log: LogOptions = {}): Promise<Writer<Data>> {
  if (!parentPort) throw new Error('this module runs in a worker thread only');
  const { files, clock: buffer, data, hasty } = workerData as Given;
  const clock = new MovableClock(buffer);
  const stores = await openStores(files, clock, { ...log, hasty });
  return { host: serve(portWire(parentPort), stores), stores, clock, files, data: data as Data };
}
