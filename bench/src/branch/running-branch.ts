import { setTimeout as pause } from 'node:timers/promises';
import { BranchProcess } from '@pcrm/embedded/process';
import { loadOrMakeSecret, mintToken, type Identity } from '@pcrm/platform';
import { profiling } from '../profile.js';
import type { Scratch } from '../scratch.js';
import { AnsweredBadly, asked, type Answered, type Asked } from './asked.js';

const SERVICES = ['clients', 'allocation', 'engagement', 'notifications', 'gateway'];
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
  readonly execArgv?: readonly string[];
  /** Folder that gets a CPU profile of each thread at its end. */
  readonly profile?: string | undefined;
};

export async function startBranch(
  scratch: Scratch,
  folder: string,
  { args = [], early = false, execArgv = [], profile }: Starting = {},
): Promise<RunningBranch> {
  const began = performance.now();
  const process = BranchProcess.spawn(folder, {
    args,
    env: { HOST: '127.0.0.1', LOG_LEVEL: 'warn', PLATFORM: 'embedded' },
    execArgv: [...execArgv, ...profiling(profile)],
  });
  scratch.watch(process.child);
  const url = (await (early ? process.answering : process.ready)).replace('localhost', '127.0.0.1');
  const readyAfter = performance.now() - began;
  const secret = loadOrMakeSecret(folder, 'token');
  const ask = async (identity: Identity, request: Asked): Promise<Answered> =>
    await asked(url, {
      ...request,
      headers: { authorization: `Bearer ${await mintToken(identity, { secret })}`, ...request.headers },
    });
  return {
    ...{ url, pid: process.child.pid ?? 0, readyAfter, ask },
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
      await process.end(signal);
    },
  };
}

/** What a browser of somebody who is signed in sends. */
export const headersOf = (cookie: string): Readonly<Record<string, string>> => ({ cookie, 'x-pcrm-csrf': '1' });

/** Each service stands the same twice in a row: what one did while another was asked may have come back. */
export async function drained(ask: RunningBranch['ask']): Promise<void> {
  const began = performance.now();
  let before = '';
  for (;;) {
    const standings: Standing[] = [];
    for (const service of SERVICES) standings.push(await standingOf(ask, service));
    const now = JSON.stringify(standings);
    if (standings.every((one) => one.drained) && now === before) return;
    before = now;
    // Asking takes time away from what it waits for; a hundredth late at most.
    await pause(Math.min(1_000, Math.max(10, (performance.now() - began) / 100)));
  }
}

type Standing = { readonly drained: boolean };

/** Of a large branch that has just started nobody may know yet: then it is not. */
async function standingOf(ask: RunningBranch['ask'], service: string): Promise<Standing> {
  try {
    return (await ask(ADMINISTRATOR, { path: `internal/${service}/drained` })).body as Standing;
  } catch (error) {
    if (error instanceof AnsweredBadly && error.status === 503) return { drained: false };
    throw error;
  }
}
