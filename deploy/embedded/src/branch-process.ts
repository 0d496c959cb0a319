import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
/** As deploy/bootstrap.mjs starts it. */
const AS_SERVED = ['--enable-source-maps', '--max-semi-space-size=8', '--import', `${ROOT}deploy/lifeline.mjs`];
const FRUGAL = { MALLOC_ARENA_MAX: '1', MALLOC_TRIM_THRESHOLD_: '131072', MALLOC_MMAP_THRESHOLD_: '131072' };
const START = `${ROOT}deploy/embedded/dist/start.js`;
const READY = /PCRM is ready: (\S+)\s/;
/** It answers, and its demo is still being loaded. */
const ANSWERS = /pages already answer at (\S+)\s/;

export type StartOptions = {
  /** What follows `npm start --`. */
  readonly args: readonly string[];
  readonly env?: { readonly [variable: string]: string };
  readonly execArgv?: readonly string[];
  /** A command that starts it, with its arguments: a limit of the system. */
  readonly through?: readonly string[];
};
/** How a process ended: its exit code, or the signal that ended it. */
export type Ended = { readonly code: number | null; readonly signal: string | null };

/** The built embedded edition as a process of its own on a data folder: how `bench` and `torture` start what `npm start` runs. */
export class BranchProcess {
  readonly ended: Promise<Ended>;
  /** Where it answers, once it says that it is ready; rejects with what it said where it ends before. */
  readonly ready: Promise<string>;
  /** The same, as soon as it answers: a demo may still be loaded. */
  readonly answering: Promise<string>;
  #said = '';

  private constructor(readonly child: ChildProcess) {
    const [ready, answering] = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
    const hear = (chunk: Buffer): void => {
      this.#said += chunk.toString();
      const url = READY.exec(this.#said)?.[1];
      if (url !== undefined) ready.resolve(url);
      const early = ANSWERS.exec(this.#said)?.[1] ?? url;
      if (early !== undefined) answering.resolve(early);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    this.ended = new Promise((resolve) => {
      child.once('close', (code, signal) => resolve({ code, signal }));
      child.once('error', (error) => {
        this.#said += error.message;
        resolve({ code: null, signal: null });
      });
    });
    void this.ended.then(() => {
      for (const { reject } of [ready, answering]) reject(new Error(`it ended before it was ready: ${this.#said}`));
    });
    [this.ready, this.answering] = [ready.promise, answering.promise];
    for (const heard of [this.ready, this.answering]) heard.catch(() => undefined);
  }

  static spawn(folder: string, { args, env = {}, execArgv = [], through = [] }: StartOptions): BranchProcess {
    const own = { PORT: '0', PCRM_DATA_DIR: folder, LOG_LEVEL: 'error', RATE_LIMIT_PER_MINUTE: '0', NODE_OPTIONS: '' };
    const [command = '', ...rest] = [...through, process.execPath, ...AS_SERVED, ...execArgv, START, ...args];
    const NODE_COMPILE_CACHE = `${ROOT}node_modules/.cache/compiled`;
    const child = spawn(command, rest, {
      env: { ...process.env, ...FRUGAL, NODE_COMPILE_CACHE, ...own, ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    return new BranchProcess(child);
  }

  /** Everything it printed so far. */
  get said(): string {
    return this.#said;
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  signal(signal: 'SIGTERM' | 'SIGKILL'): void {
    this.child.kill(signal);
  }

  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<Ended> {
    this.signal(signal);
    return await this.ended;
  }

  /** The most it has held in memory so far, in bytes. */
  peakMemory(): number {
    const status = readFileSync(`/proc/${String(this.child.pid)}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) * 1_024;
  }
}
