import { Unavailable, UnknownVersion } from '../failures.js';
import type { Heard } from './heard.js';
import { backOff, type Pause } from './pause.js';

/** A key that could not go on, from the item that failed to the last one behind it. */
export type Failure = { readonly key: string; readonly error: Error; readonly items: readonly Heard[] };
/** Does these in order, as far as each key goes; answers the keys that stopped. Throws `Unavailable` to have the batch again. */
export type Attempt = (items: readonly Heard[]) => Promise<readonly Failure[]>;
export type Patience = {
  /** How often a message is tried before its key is parked. */
  readonly tries: number;
  readonly pause: Pause;
  readonly signal: AbortSignal;
};

/** Trying again would not help: only a newer version of this program can read it. */
const trulyUnreadable = (error: Error): boolean => error instanceof UnknownVersion;

/** Tries each key a few times, others first; answers what is left to park, per key and in order. */
export async function attemptByKey(
  items: readonly Heard[],
  attempt: Attempt,
  patience: Patience,
): Promise<ReadonlyMap<string, Failure>> {
  const { readable, faulty } = untilFault(items);
  let failures = await attempt(readable);
  for (let tried = 1; tried < patience.tries; tried++) {
    const again = failures.filter(({ error }) => !trulyUnreadable(error));
    if (again.length === 0) break;
    await patience.pause(backOff(tried), patience.signal);
    if (patience.signal.aborted) throw new Unavailable('stopping');
    failures = [
      ...failures.filter(({ error }) => trulyUnreadable(error)),
      ...(await attempt(again.flatMap((failure) => failure.items))),
    ];
  }
  const left = new Map(faulty);
  for (const failure of failures) {
    const behind = left.get(failure.key)?.items ?? [];
    left.set(failure.key, { ...failure, items: [...failure.items, ...behind] });
  }
  return left;
}

/** Items that can be read, up to the first of each key that cannot. */
function untilFault(items: readonly Heard[]): { readable: readonly Heard[]; faulty: ReadonlyMap<string, Failure> } {
  const first = items.find(({ fault }) => fault !== undefined);
  if (!first) return { readable: items, faulty: new Map() };
  const faulty = new Map<string, Failure & { readonly items: Heard[] }>();
  const readable = items.filter((item) => {
    const stopped = faulty.get(item.key);
    if (stopped) stopped.items.push(item);
    else if (item.fault) faulty.set(item.key, { key: item.key, error: item.fault, items: [item] });
    return !stopped && !item.fault;
  });
  return { readable, faulty };
}

/** Items by key, each in order. */
export function byKey(items: readonly Heard[]): ReadonlyMap<string, readonly Heard[]> {
  const keys = new Map<string, Heard[]>();
  for (const item of items) {
    const own = keys.get(item.key);
    if (own) own.push(item);
    else keys.set(item.key, [item]);
  }
  return keys;
}
