import { backOff, type Pause, type Position, type StoredEvent, Unavailable } from '@pcrm/event-sourcing';

/** An event of any stream: enough to see whose it is. */
export type Seen = { readonly stream: string; readonly position: Position };
/** An open subscription. What it says of itself (`caughtUp`, …) counts once everything it holds was read. */
export type Feed = {
  /** The next fact that has come; null while none has. */
  read(): StoredEvent | null;
  /** Told of every fact, failure, checkpoint, and of having caught up. */
  onNews(listener: () => void): void;
  close(): void;
  caughtUp: boolean;
  /** Nothing of ours stands up to here that was not given. */
  checkpoint?: Position;
  failure?: Error;
};
export type Source = {
  subscribe(after: Position | undefined): Feed;
  /** The newest event of any stream, the store's own included. */
  newest(): Promise<Position | undefined>;
  /** Up to `SILENT_EVENTS` events of any stream behind a position. */
  behind(position: Position | undefined, count: number): Promise<readonly Seen[]>;
  isOurs(stream: string): boolean;
};
export type Following = {
  readonly signal: AbortSignal;
  readonly limit: number;
  /** Facts that come in a stream are given at most so often, in ms: each time costs whoever hears of them. The first comes at once. */
  readonly gatherMs: number;
  /** After this time without a sign, it is asked whether something was missed. */
  readonly quietMs: number;
  readonly pause: Pause;
  readonly random: () => number;
  /** Told of everything that made the subscription start anew. */
  readonly onTrouble: (error: Error) => void;
};

/** Events behind a position without one sign of the subscription: it is dead. Far more than between two checkpoints. */
const SILENT_EVENTS = 2_000;

/** Catch-up, then live; starts anew behind the last fact given after an outage, and when the subscription has fallen silent. */
export async function* followFeed(
  source: Source,
  after: Position | undefined,
  options: Following,
): AsyncGenerator<readonly StoredEvent[]> {
  const { signal, pause, random, onTrouble } = options;
  const place: Place = { known: after, tries: 0, given: -Infinity };
  while (!signal.aborted) {
    try {
      yield* followOnce(source, place, options);
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      onTrouble(error);
      place.tries += 1;
      await pause(backOff(place.tries, random), signal);
    }
  }
}

/** Up to where everything of ours was given, and when something was last (by the steady clock). */
type Place = { known: Position | undefined; tries: number; given: number };

async function* followOnce(source: Source, place: Place, options: Following): AsyncGenerator<readonly StoredEvent[]> {
  const { signal } = options;
  const feed = source.subscribe(place.known);
  const bell = new FeedBell(feed);
  try {
    while (!signal.aborted) {
      const batch = await gathered(feed, place, options);
      advance(place, batch.at(-1)?.position ?? feed.checkpoint);
      if (batch.length === 0 && feed.failure) throw feed.failure;
      if (batch.length > 0 || (await isCaughtUp({ feed, bell, source, place }, options))) yield batch;
    }
  } finally {
    feed.close();
  }
}

type Open = { readonly feed: Feed; readonly bell: FeedBell; readonly source: Source; readonly place: Place };

/** Waits until something comes (false), or it is certain that nothing of ours is there that was not given. */
async function isCaughtUp({ feed, bell, source, place }: Open, { quietMs, signal }: Following): Promise<boolean> {
  if (!feed.caughtUp) {
    if (await bell.wait(quietMs, signal)) return false;
    if (signal.aborted || (await foundNews(source, place, () => bell.wait(quietMs, signal)))) return false;
  }
  feed.caughtUp = false;
  place.tries = 0;
  return true;
}

/** What is there; where the time before is not long ago, with what comes in a moment. */
async function gathered(feed: Feed, place: Place, options: Following): Promise<readonly StoredEvent[]> {
  const { limit, gatherMs, pause, signal } = options;
  const batch = take(feed, limit);
  if (batch.length === 0) return batch;
  const rest = place.given + gatherMs - performance.now();
  if (batch.length < limit && rest > 0) {
    await pause(rest, signal);
    batch.push(...take(feed, limit - batch.length));
  }
  place.given = performance.now();
  return batch;
}

function take(feed: Feed, limit: number): StoredEvent[] {
  const batch: StoredEvent[] = [];
  while (batch.length < limit) {
    const fact = feed.read();
    if (!fact) break;
    batch.push(fact);
  }
  return batch;
}

function advance(place: Place, position: Position | undefined): void {
  if (position === undefined || (place.known !== undefined && place.known >= position)) return;
  place.known = position;
  place.tries = 0;
}

/**
 * Compares a quiet subscription with what the store holds by now. False: nothing of ours was missed. Throws `Unavailable` when
 * something of ours stands there and does not come.
 */
async function foundNews(source: Source, place: Place, wait: () => Promise<boolean>): Promise<boolean> {
  const newest = await source.newest();
  if (newest === undefined || (place.known !== undefined && newest <= place.known)) return false;
  const seen = await source.behind(place.known, SILENT_EVENTS);
  const ours = seen.some(({ stream }) => source.isOurs(stream));
  if (!ours && seen.length < SILENT_EVENTS) {
    advance(place, seen.at(-1)?.position);
    return false;
  }
  // It may be on its way.
  if (await wait()) return true;
  throw new Unavailable('the subscription has fallen silent');
}

/** Waits for news of a feed; news that come while nobody waits are kept. */
class FeedBell {
  #rung = false;
  #wake: (() => void) | undefined;

  constructor(feed: Feed) {
    feed.onNews(() => {
      this.#rung = true;
      this.#wake?.();
    });
  }

  /** Whether there were news before the time was over. */
  async wait(milliseconds: number, signal: AbortSignal): Promise<boolean> {
    if (!this.#rung && !signal.aborted) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const wake = (this.#wake = () => resolve());
      const timer = setTimeout(wake, milliseconds);
      signal.addEventListener('abort', wake);
      await promise;
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      this.#wake = undefined;
    }
    const rung = this.#rung;
    this.#rung = false;
    return rung;
  }
}
