import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { loadOrMakeSecret, mintToken, type Identity } from '@pcrm/platform';
import type { Scratch } from '../scratch.js';
import { asked, type Answered, type Asked } from './asked.js';

const ROOT = join(import.meta.dirname, '../../..');
const START = join(ROOT, 'deploy/embedded/dist/start.js');
/** As deploy/bootstrap.mjs starts it for `npm start`. */
const FLAGS = ['--enable-source-maps', '--max-semi-space-size=8', '--import', join(ROOT, 'deploy/lifeline.mjs')];
const ENVIRONMENT = {
  MALLOC_ARENA_MAX: '1',
  MALLOC_TRIM_THRESHOLD_: '131072',
  MALLOC_MMAP_THRESHOLD_: '131072',
  NODE_COMPILE_CACHE: join(ROOT, 'node_modules', '.cache', 'compiled'),
};
const SERVICES = ['clients', 'allocation', 'engagement', 'notifications', 'gateway'];
const READY = /PCRM is ready: http:\/\/localhost:(\d+)/;
const ANSWERS = /pages already answer at http:\/\/localhost:(\d+)/;
const ADMINISTRATOR: Identity = { staffId: 'ZH-04', role: 'administrator' };

/** The embedded edition in a process of its own, on a free port, as `npm start` runs it; nobody's requests are limited. */
export type RunningBranch = {
  readonly url: string;
  readonly pid: number;
  /** Milliseconds from its start until it said that it is ready. */
  readonly readyAfter: number;
  /** Asks as anybody, by a token of this branch. */
  ask(identity: Identity, request: Asked): Promise<Answered>;
  /** Asks as who is signed in by this cookie. */
  askWith(cookie: string, request: Asked): Promise<Answered>;
  /** Signs in as somebody of the demo and answers the cookie. */
  cookieOf(staffId: string): Promise<string>;
  /** Until everything said was taken in by every view and nothing is due. */
  drained(): Promise<void>;
  end(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
};
export type Starting = {
  readonly args?: readonly string[];
  /** Goes on as soon as pages answer, while a demo is still being loaded. */
  readonly early?: boolean;
  /** Folder that gets a CPU profile of each thread at its end. */
  readonly profile?: string | undefined;
};

export async function startBranch(
  scratch: Scratch,
  folder: string,
  { args = [], early = false, profile }: Starting = {},
): Promise<RunningBranch> {
  const began = performance.now();
  const flags = [...FLAGS, ...(profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`])];
  const own = { PORT: '0', HOST: '127.0.0.1', PCRM_DATA_DIR: folder, RATE_LIMIT_PER_MINUTE: '0', LOG_LEVEL: 'warn' };
  const child = scratch.watch(
    spawn(process.execPath, [...flags, START, ...args], {
      env: { ...process.env, ...ENVIRONMENT, ...own, PLATFORM: 'embedded' },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    }),
  );
  const exited = once(child, 'exit');
  const url = `http://127.0.0.1:${await portOf(child, early ? [ANSWERS, READY] : [READY])}`;
  const readyAfter = performance.now() - began;
  const secret = loadOrMakeSecret(folder, 'token');
  const ask = async (identity: Identity, request: Asked): Promise<Answered> =>
    await asked(url, {
      ...request,
      headers: { authorization: `Bearer ${await mintToken(identity, { secret })}`, ...request.headers },
    });
  return {
    ...{ url, pid: child.pid ?? 0, readyAfter, ask },
    askWith: (cookie, request) => asked(url, { ...request, headers: { ...headersOf(cookie), ...request.headers } }),
    async cookieOf(staffId) {
      const { headers } = await asked(url, {
        method: 'POST',
        path: 'session/persona',
        headers: { 'x-pcrm-csrf': '1' },
        body: { staffId },
      });
      return String(headers['set-cookie']).split(';', 1)[0] ?? '';
    },
    drained: () => drained(ask),
    async end(signal = 'SIGTERM') {
      child.kill(signal);
      await exited;
    },
  };
}

/** What a browser of somebody who is signed in sends. */
export const headersOf = (cookie: string): Readonly<Record<string, string>> => ({ cookie, 'x-pcrm-csrf': '1' });

/** Where it says that it answers; rejects with all it said when it ends instead. */
function portOf(child: ChildProcess, words: readonly RegExp[]): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let said = '';
  const hear = (chunk: Buffer): void => {
    said += chunk.toString();
    for (const word of words) {
      const port = word.exec(said)?.[1];
      if (port !== undefined) resolve(port);
    }
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  child.once('exit', () => reject(new Error(`the branch ended: ${said}`)));
  child.once('error', reject);
  return promise;
}

/** Each service stands the same twice in a row: what one did while another was asked may have come back. */
export async function drained(ask: RunningBranch['ask']): Promise<void> {
  let before = '';
  for (;;) {
    const standings: unknown[] = [];
    for (const service of SERVICES)
      standings.push((await ask(ADMINISTRATOR, { path: `internal/${service}/drained` })).body);
    const now = JSON.stringify(standings);
    if (standings.every((one) => (one as { drained: boolean }).drained) && now === before) return;
    before = now;
    await pause(10);
  }
}
