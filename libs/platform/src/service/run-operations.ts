import { setTimeout as pause } from 'node:timers/promises';
import type { ReadAnswer, ReadGoal } from '@pcrm/event-sourcing';
import type { Operations, ParkedAsk, ParkedPage, ViewStatus } from './operations.js';

type Member = {
  readonly name: string;
  readonly applied: number;
  readonly parkedKeys: number;
  readonly parked: number;
  readonly live: boolean;
};
/** What of a running service (the kernel's `RunningService`) its keepers ask. */
export interface Running {
  waitFor(view: string, position: string, source: string, timeoutMs?: number): Promise<boolean>;
  drained(): Promise<string | undefined>;
  readUpTo(goal: ReadGoal): Promise<ReadAnswer>;
  parked(ask: ParkedAsk): Promise<ParkedPage>;
  replay(consumer: string, key: string): Promise<number>;
  drop(
    consumer: string,
    key: string,
    note: { readonly reason: string; readonly actor: string; readonly count?: number },
  ): Promise<number>;
  rebuild(view: string): Promise<void>;
  digest(): Promise<readonly { readonly view: string; readonly rows: number; readonly sha256: string }[]>;
  progress(): Promise<
    readonly { readonly name: string; readonly applied: number; readonly total: number | undefined }[]
  >;
  lastProgress(): number | undefined;
  saying(): Promise<{ readonly waits: boolean; readonly lastProgress: number | undefined }>;
  figures(): Promise<{ readonly lag: number | undefined; readonly members: readonly Member[] }>;
}

/** The operations of a service that runs in this thread; `offerOperations` gives them to others. */
export const operationsOf = (service: string, running: Running, now: () => number = Date.now): Operations => ({
  views: () => standing(running),
  digest: () => running.digest(),
  parked: (ask) => running.parked(ask),
  replay: ({ consumer, key }) => running.replay(consumer, key),
  drop: ({ consumer, key, ...note }) => running.drop(consumer, key, note),
  rebuild: (view) => running.rebuild(view),
  drained: () => running.drained(),
  readUpTo: (goal) => running.readUpTo(goal),
  lastProgress: lastProgressOf(running, now),
  waitFor: ({ view, position, source, timeoutMs }) => running.waitFor(view, position, source ?? service, timeoutMs),
});

/** Whoever asks for progress gets an answer within so many milliseconds, also while a server is away. */
const ANSWER_MS = 1_500;

/**
 * The older of what was heard and what was said: neither may stand still while the other goes on. Where that cannot be found
 * out, the last that was known: an outage is no standstill at once, and is one when it lasts.
 */
function lastProgressOf(running: Running, now: () => number): Operations['lastProgress'] {
  /** When nothing was found to wait any more: what waits since then has not waited for longer. */
  let atRest = now();
  let known = now();
  /** One question at a time: those that nobody answers do not pile up. */
  let asking: Promise<void> | undefined;
  const lastSaid = async (): Promise<number> => {
    const { waits, lastProgress = now() } = await running.saying();
    if (!waits) atRest = now();
    return Math.max(atRest, lastProgress);
  };
  const find = async (): Promise<void> => {
    const [{ lag }, said] = await Promise.all([running.figures(), lastSaid()]);
    const heard = lag === 0 ? now() : running.lastProgress();
    known = Math.min(heard ?? now(), said);
  };
  return async () => {
    asking ??= find()
      .catch(() => undefined)
      .finally(() => (asking = undefined));
    const late = new AbortController();
    await Promise.race([asking, pause(ANSWER_MS, undefined, { signal: late.signal }).catch(() => undefined)]);
    late.abort();
    return known;
  };
}

/** One line per view, agenda and reaction; those in the making say how far they are. */
async function standing(running: Running): Promise<readonly ViewStatus[]> {
  const [{ lag, members }, making] = await Promise.all([running.figures(), running.progress()]);
  const progressOf = new Map(making.map((each) => [each.name, each]));
  return members.map(({ name, applied, parkedKeys, parked, live }) => {
    const progress = progressOf.get(name);
    return {
      view: name,
      live,
      applied,
      parkedKeys,
      parked,
      ...(live && lag !== undefined && { lag }),
      ...(progress && { made: progress.applied, ...(progress.total !== undefined && { toMake: progress.total }) }),
    };
  });
}
