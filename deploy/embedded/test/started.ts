import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { checkedFetch } from './checked-fetch.js';

const ROOT = join(import.meta.dirname, '../../..');
const FROM_SOURCE = ['--import', join(ROOT, 'tools/jest/from-source.mjs')];
/** As deploy/bootstrap.mjs starts it. */
const LIFELINE = ['--import', join(ROOT, 'deploy/lifeline.mjs')];
const DAYS_AGO = join(import.meta.dirname, 'days-ago.mjs');
const START = join(ROOT, 'deploy/embedded/src/start.ts');

/** The embedded edition as a process of its own, from source, on a free port. */
export type Started = {
  readonly process: ChildProcess;
  readonly url: string;
  /** Everything it printed so far. */
  readonly said: () => string;
  /** Ends it with a signal; answers the exit code, null after SIGKILL. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
};

const READY = /PCRM is ready: (\S+)\s/;
/** It answers, and its demo is still being loaded. */
export const ANSWERS = /pages already answer at (\S+)\s/;

/** Starts it and waits until it says that it is ready. Rejects with what it said when it ends instead. */
export const start = (folder: string, ...args: readonly string[]): Promise<Started> =>
  startUntil(READY, folder, ...args);

/** The same on a machine whose date is some days ago. */
export const startDaysAgo = (days: number, folder: string, ...args: readonly string[]): Promise<Started> =>
  started(READY, folder, args, { PCRM_TEST_DAYS_AGO: String(days), NODE_OPTIONS: `--import ${DAYS_AGO}` });

/** Starts it and waits until it says where, in these words. */
export const startUntil = (words: RegExp, folder: string, ...args: readonly string[]): Promise<Started> =>
  started(words, folder, args, { NODE_OPTIONS: '' });

async function started(
  words: RegExp,
  folder: string,
  args: readonly string[],
  more: { readonly [variable: string]: string },
): Promise<Started> {
  const env = { ...process.env, PORT: '0', PCRM_DATA_DIR: folder, LOG_LEVEL: 'error', ...more };
  const child = spawn(process.execPath, [...FROM_SOURCE, ...LIFELINE, START, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let said = '';
  const ready = Promise.withResolvers<string>();
  const hear = (chunk: Buffer): void => {
    said += chunk.toString();
    const url = words.exec(said)?.[1];
    if (url !== undefined) ready.resolve(url);
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  const ended = once(child, 'exit') as Promise<[number | null]>;
  ended.then(() => ready.reject(new Error(`it ended: ${said}`)), ready.reject);
  const url = await ready.promise;
  return {
    process: child,
    url,
    said: () => said,
    async end(signal) {
      child.kill(signal);
      return (await ended)[0];
    },
  };
}

/** Signs in as a persona of the demo and answers how to ask as them. */
export async function persona(
  url: string,
  staffId: string,
): Promise<(path: string, method?: string, body?: object) => Promise<Response>> {
  const headers = { 'content-type': 'application/json', 'x-pcrm-csrf': '1' };
  const answer = await checkedFetch(`${url}/api/session/persona`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ staffId }),
  });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  return (path, method = 'GET', body) =>
    checkedFetch(`${url}/api/${path}`, {
      method,
      headers: body ? { ...headers, cookie } : { cookie, 'x-pcrm-csrf': '1' },
      ...(body && { body: JSON.stringify(body) }),
    });
}

export const SERVICES = ['clients', 'allocation', 'engagement', 'notifications', 'gateway'] as const;

/** One line per view of every service, once all is said, heard and summed. */
export async function digestOf(url: string): Promise<readonly string[]> {
  const ask = await persona(url, 'ZH-04');
  const isDrained = async (service: string): Promise<boolean> =>
    ((await (await ask(`internal/${service}/drained`)).json()) as { drained: boolean }).drained;
  // Twice: what one service did while another was asked may have come back.
  for (let quiet = 0; quiet < 2; quiet++) for (const service of SERVICES) if (!(await isDrained(service))) quiet = -1;
  const lines = await Promise.all(
    SERVICES.map(async (service) => {
      const views = (await (await ask(`internal/${service}/digest`)).json()) as {
        view: string;
        rows: number;
        sha256: string;
      }[];
      return views.map(({ view, rows, sha256 }) => `${service}.${view} ${String(rows)} ${sha256}`);
    }),
  );
  return lines.flat();
}
