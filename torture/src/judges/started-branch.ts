import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadOrMakeSecret } from '@pcrm/platform';

const START = fileURLToPath(new URL('../../../deploy/embedded/dist/start.js', import.meta.url));
const LIFELINE = new URL('../../../deploy/lifeline.mjs', import.meta.url).href;
const READY = /PCRM is ready: (\S+)\s/;

/** The built embedded edition with a small demo branch, as a process and a data folder of its own. */
export type StartedBranch = AsyncDisposable & {
  readonly url: string;
  /** What tokens are signed with. */
  readonly secret: Uint8Array;
  /** Everything it printed so far. */
  readonly said: () => string;
  /** Whether it still runs: a fault that ends the process is a finding too. */
  readonly isAlive: () => boolean;
};

/** Starts it and waits until the demo is loaded. Rejects with what it said when it ends instead. */
export async function startBranch(clients: number, days: number): Promise<StartedBranch> {
  const folder = await mkdtemp(join(tmpdir(), 'pcrm-judged-'));
  const env = { ...process.env, PORT: '0', PCRM_DATA_DIR: folder, LOG_LEVEL: 'error', RATE_LIMIT_PER_MINUTE: '0' };
  const size = ['--clients', String(clients), '--days', String(days)];
  const child = spawn(process.execPath, ['--import', LIFELINE, START, ...size], {
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let said = '';
  const ready = Promise.withResolvers<string>();
  const hear = (chunk: Buffer): void => {
    said += chunk.toString();
    const url = READY.exec(said)?.[1];
    if (url !== undefined) ready.resolve(url.replace('localhost', '127.0.0.1'));
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  const ended = once(child, 'exit');
  ended.then(() => ready.reject(new Error(`the branch ended: ${said}`)), ready.reject);
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const url = await ready.promise;
    const secret = loadOrMakeSecret(folder, 'token');
    const isAlive = (): boolean => child.exitCode === null && child.signalCode === null;
    return { url, secret, said: () => said, isAlive, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
