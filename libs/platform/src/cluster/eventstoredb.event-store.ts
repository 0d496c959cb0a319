import {
  type Append,
  type Appended,
  backOff,
  type EventStore,
  type MovedEvent,
  type NewEvent,
  pause as sleep,
  type Pause,
  type Position,
  RevisionConflict,
  runsOf,
  type StoredEvent,
  Unavailable,
} from '@pcrm/event-sourcing';
import { type ProposedEvent, toMoved, toProposed } from './eventstoredb.event-mapping.js';
import { EventStoreDbConnection } from './eventstoredb.connection.js';
import { followFeed } from './eventstoredb.follow-feed.js';
import { Slots } from './eventstoredb.slots.js';

export type EventStoreDbOptions = {
  /** Appends at once on the connection; further ones wait. */
  readonly inFlight?: number;
  /** Appends that may wait; one more is turned away with `Unavailable`. */
  readonly mostWaiting?: number;
  /** How long silence of the server is borne before a call is asked again. */
  readonly answerMs?: number;
  /** How long a call is asked again after outages before it is `Unavailable`. */
  readonly patienceMs?: number;
  /** After this time without a sign, a subscription is compared with the store. */
  readonly quietMs?: number;
  /** Facts that come in a stream are given to a subscription at most so often, in ms. */
  readonly gatherMs?: number;
  readonly pause?: Pause;
  readonly random?: () => number;
  /** Told of outages that a subscription rides out. */
  readonly onTrouble?: (error: Error) => void;
};
const DEFAULTS = {
  ...{ inFlight: 128, mostWaiting: 50_000, answerMs: 5_000, patienceMs: 2_000, quietMs: 2_000, gatherMs: 50 },
  ...{ pause: sleep, random: Math.random, onTrouble: () => undefined },
};
/** Milliseconds between two tries. An append may fail for no other reason than that others share its stream. */
const LONGEST_PAUSE = 200;
/** Events looked through at once for the newest that is no system event. */
const HEAD_PAGES = [1, 64, 4_096];
/** Events looked through at once for facts of one installation. */
const LOOKED_THROUGH = 4_096;

/**
 * Facts in EventStoreDB. The connection string (`esdb://…`) carries addresses, TLS and credentials, and is never shown. Its user
 * needs to read `$all`.
 */
export class EventStoreDbEventStore implements EventStore {
  readonly #options: Required<EventStoreDbOptions>;
  readonly #connection: EventStoreDbConnection;
  readonly #slots: Slots;
  readonly #closing = new AbortController();

  constructor(connectionString: string, options: EventStoreDbOptions = {}) {
    this.#options = { ...DEFAULTS, ...options };
    this.#connection = new EventStoreDbConnection(connectionString, this.#options.answerMs);
    this.#slots = new Slots(this.#options.inFlight, this.#options.mostWaiting);
  }

  async read(stream: string, after = -1): Promise<readonly StoredEvent[]> {
    return this.#insist(() => this.#connection.readStream(stream, after + 1));
  }

  async append(stream: string, expected: number, events: readonly NewEvent[]): Promise<Appended> {
    const answer = await this.#write({ stream, expected, events });
    if (answer instanceof RevisionConflict) throw answer;
    return answer;
  }

  async appendMany(appends: readonly Append[]): Promise<readonly (Appended | RevisionConflict)[]> {
    const last = new Map<string, Promise<unknown>>();
    const answers = appends.map((append) => {
      const before = last.get(append.stream);
      const answer = before ? before.then(() => this.#write(append)) : this.#write(append);
      last.set(append.stream, answer);
      return answer;
    });
    // All have ended before one is said to have failed: who asks again races with none of them.
    await Promise.allSettled(answers);
    return Promise.all(answers);
  }

  async *subscribe(
    categories: readonly string[],
    after: Position | undefined,
    { signal, limit = 500 }: { readonly signal: AbortSignal; readonly limit?: number },
  ): AsyncIterable<readonly StoredEvent[]> {
    const prefixes = categories.map((category) => `${category}-`);
    const source = {
      subscribe: (from: Position | undefined) => this.#connection.subscribe(prefixes, from),
      newest: async () => (await this.#connection.before(undefined, 1))[0]?.position,
      behind: (from: Position | undefined, count: number) => this.#connection.behind(from, count),
      isOurs: (stream: string) => prefixes.some((prefix) => stream.startsWith(prefix)),
    };
    const ending = AbortSignal.any([signal, this.#closing.signal]);
    yield* followFeed(source, after, { ...this.#options, signal: ending, limit });
  }

  /** `prefix`: only streams whose names begin so; a server may be shared. */
  async readAll(after: Position | undefined, limit: number, prefix = ''): Promise<readonly StoredEvent[]> {
    const facts: StoredEvent[] = [];
    let from = after;
    let count = Math.min(LOOKED_THROUGH, Math.max(limit, 64));
    do {
      const page = await this.#insist(() => this.#connection.factsBehind(from, count, prefix));
      facts.push(...page.facts);
      from = page.end;
      // Others' facts may lie between ours by the million.
      count = LOOKED_THROUGH;
    } while (from !== undefined && facts.length < limit);
    return facts.slice(0, limit);
  }

  /** One after the other: the server keeps the order of what is asked at once within a stream only. */
  async moveIn(facts: readonly MovedEvent[]): Promise<Position | undefined> {
    let last: Position | undefined;
    for (const run of runsOf(facts)) {
      const answer = await this.#write(run, run.events.map(toMoved));
      if (answer instanceof RevisionConflict) throw answer;
      last = answer.position;
    }
    return last;
  }

  async head(): Promise<Position | undefined> {
    return this.#insist(async () => {
      let from: Position | undefined;
      for (let page = 0; ; page++) {
        const count = HEAD_PAGES[Math.min(page, HEAD_PAGES.length - 1)] ?? 1;
        const seen = await this.#connection.before(from, count);
        const newest = seen.find(({ stream }) => !stream.startsWith('$'));
        if (newest || seen.length < count) return newest?.position;
        from = seen.at(-1)?.position;
      }
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort();
    await this.#connection.close();
  }

  async #write(append: Append, events?: readonly ProposedEvent[]): Promise<Appended | RevisionConflict> {
    if (append.events.length === 0) return this.#insist(() => this.#checkRevision(append));
    const sent = { ...append, events: events ?? append.events.map((event) => toProposed(event)) };
    return this.#slots.run(() =>
      this.#insist(async () => {
        try {
          const { revision, position } = await this.#connection.append(sent);
          if (revision !== append.expected + append.events.length)
            throw new Error('an append at another place than asked');
          return position === undefined ? await this.#asWritten(append) : { revision, position };
        } catch (error) {
          if (!(error instanceof RevisionConflict)) throw error;
          return this.#judge(append, error);
        }
      }),
    );
  }

  /** Whether a wrong revision is a conflict, or comes from our own append whose answer was lost. */
  async #judge(append: Append, conflict: RevisionConflict): Promise<Appended | RevisionConflict> {
    const { expected, events } = append;
    return (conflict.actual ?? -1) < expected + events.length ? conflict : this.#asWritten(append);
  }

  /** What stands where this append would: the same facts, then it was written before; anything else is a conflict. */
  async #asWritten({ stream, expected, events }: Append): Promise<Appended | RevisionConflict> {
    const there = await this.#connection.readStream(stream, expected + 1, events.length);
    const last = there.at(-1);
    const same = there.length === events.length && events.every(({ id }, n) => id === there[n]?.id);
    if (same && last) return { revision: last.revision, position: last.position };
    const [newest] = await this.#connection.readStream(stream, 'last');
    return new RevisionConflict(stream, expected, newest?.revision ?? -1);
  }

  async #checkRevision({ stream, expected }: Append): Promise<Appended | RevisionConflict> {
    const [last] = await this.#connection.readStream(stream, 'last');
    const revision = last?.revision ?? -1;
    if (revision !== expected) return new RevisionConflict(stream, expected, revision);
    return { revision, position: last?.position ?? '' };
  }

  /** Asks again after an outage: the same ids at the same place are written once. */
  async #insist<Result>(ask: () => Promise<Result>): Promise<Result> {
    const { patienceMs, pause, random } = this.#options;
    const until = performance.now() + patienceMs;
    for (let tries = 1; ; tries++) {
      if (this.#closing.signal.aborted) throw new Unavailable('the store is closed');
      try {
        return await ask();
      } catch (error) {
        if (!(error instanceof Unavailable) || performance.now() > until) throw error;
        await pause(Math.min(LONGEST_PAUSE, backOff(tries, random)), this.#closing.signal);
      }
    }
  }
}
