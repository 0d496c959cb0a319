import { asError, type Position, type StoredEvent } from '@pcrm/event-sourcing';
import { fromPosition, isFact, toPosition, toStored } from './eventstoredb.event-mapping.js';
import { AppendCall, type Sent, type Written } from './eventstoredb.append-call.js';
import * as library from './eventstoredb.library.js';
import type { Feed, Seen } from './eventstoredb.follow-feed.js';

/** Events of other categories a server looks past before it says how far it is. */
const SEARCH_WINDOW = 512;
const BUFFERED = { highWaterMark: 512 };

/** Appends, reads and subscriptions on one client, with its errors as ours. */
export class EventStoreDbConnection {
  readonly #client: library.Client;
  #appends: Promise<AppendCall> | undefined;

  /** `answerMs` is how long silence of the server is borne. */
  constructor(
    connectionString: string,
    private readonly answerMs: number,
  ) {
    this.#client = library.openClient(connectionString);
  }

  /** Throws `RevisionConflict` as the server sees it, or `Unavailable` when nobody knows whether it was written. */
  async append(sent: Sent): Promise<Written> {
    return library.attempt(async () => (await this.#openAppends()).perform(sent));
  }

  /** Facts of a stream from a revision on, or only its last one; none of a stream that is not there. */
  async readStream(stream: string, from: number | 'last', count?: number): Promise<readonly StoredEvent[]> {
    const { BACKWARDS, END } = library;
    const options =
      from === 'last'
        ? ({ direction: BACKWARDS, fromRevision: END, maxCount: 1 } as const)
        : { fromRevision: BigInt(from), ...(count !== undefined && { maxCount: count }) };
    const facts: StoredEvent[] = [];
    const take = (resolved: library.ResolvedEvent): unknown => facts.push(toFact(resolved));
    try {
      const read = () => this.#client.readStream(stream, { ...options, requiresLeader: true }, BUFFERED);
      await library.attempt(() => this.#collect(read(), take));
    } catch (error) {
      if (error instanceof library.StreamNotFoundError) return [];
      throw error;
    }
    return facts;
  }

  /** Events of all streams: those before a position (or the end), newest first. */
  async before(position: Position | undefined, count: number): Promise<readonly Seen[]> {
    const { BACKWARDS, END } = library;
    const fromPosition = position === undefined ? END : placeOf(position);
    return this.#readAll({ direction: BACKWARDS, fromPosition, maxCount: count });
  }

  /** Events of all streams: those after a position, in their order. */
  async behind(position: Position | undefined, count: number): Promise<readonly Seen[]> {
    const seen = await this.#readAll(forwards(position, count + 1));
    return seen.filter((one) => position === undefined || one.position > position);
  }

  /**
   * What stands behind a position among so many events: the facts of the streams whose names begin so, and where they end; nothing
   * more is there when `end` is undefined.
   */
  async factsBehind(
    position: Position | undefined,
    count: number,
    prefix: string,
  ): Promise<{ readonly facts: readonly StoredEvent[]; readonly end: Position | undefined }> {
    const facts: StoredEvent[] = [];
    let seen = 0;
    let end: Position | undefined;
    const take = ({ event }: library.AllStreamResolvedEvent): void => {
      seen += 1;
      if (!event) return;
      end = toPosition(event.position.commit);
      const isOurs = event.streamId.startsWith(prefix) && !event.streamId.startsWith('$') && isFact(event);
      if (isOurs && (position === undefined || end > position)) facts.push(toStored(event, event.position.commit));
    };
    await this.#overAll(forwards(position, count + 1), take);
    return { facts, end: seen > count ? end : undefined };
  }

  /** Facts of the streams whose names begin so, behind a position: what is there and what comes. */
  subscribe(prefixes: readonly string[], after: Position | undefined): Feed {
    const state: Pick<Feed, 'caughtUp' | 'checkpoint' | 'failure'> = { caughtUp: false };
    let news = (): void => undefined;
    const happened = (what: Partial<typeof state>): void => {
      Object.assign(state, what);
      news();
    };
    const fail = (error: Error): void => happened({ failure: library.toFailure(error) });
    const filter = library.streamNameFilter({
      ...{ prefixes: [...prefixes], maxSearchWindow: SEARCH_WINDOW, checkpointInterval: 1 },
      checkpointReached: (_, { commit }) => happened({ checkpoint: toPosition(commit) }),
    });
    const fromPosition = after === undefined ? library.START : placeOf(after);
    const subscription = this.#client
      .subscribeToAll({ fromPosition, filter }, BUFFERED)
      .on('error', fail)
      .on('end', () => fail(library.outage('the subscription ended')))
      .on('readable', () => news())
      .on('caughtUp', () => happened({ caughtUp: true }));
    return Object.assign(state, {
      read: () => {
        const resolved = subscription.read() as library.AllStreamResolvedEvent | null;
        return resolved && toFact(resolved);
      },
      onNews: (listener: () => void) => void (news = listener),
      close: () => {
        subscription.unsubscribe().catch(() => undefined);
        subscription.destroy();
      },
    });
  }

  async close(): Promise<void> {
    await this.#client.dispose();
  }

  async #openAppends(): Promise<AppendCall> {
    const opening = (this.#appends ??= library
      .openBatchAppend(this.#client)
      .then((call) => new AppendCall(call, this.answerMs)));
    const forget = (): void => {
      if (this.#appends === opening) this.#appends = undefined;
    };
    const call = await opening.catch((error: unknown) => {
      forget();
      throw asError(error);
    });
    if (!call.ended) return call;
    forget();
    return this.#openAppends();
  }

  async #readAll(options: ReadAll): Promise<readonly Seen[]> {
    const seen: Seen[] = [];
    const take = ({ event }: library.AllStreamResolvedEvent): void => {
      if (event) seen.push({ stream: event.streamId, position: toPosition(event.position.commit) });
    };
    await this.#overAll(options, take);
    return seen;
  }

  async #overAll(options: ReadAll, take: (resolved: library.AllStreamResolvedEvent) => void): Promise<void> {
    const read = () => this.#client.readAll({ ...options, requiresLeader: true }, BUFFERED);
    await library.attempt(() => this.#collect(read(), take));
  }

  async #collect<Resolved>(
    reading: library.StreamingRead<Resolved>,
    take: (resolved: Resolved) => unknown,
  ): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const silence = setTimeout(() => reject(library.outage('no answer')), this.answerMs);
    reading.on('error', reject);
    reading.on('end', () => resolve());
    reading.on('data', (resolved: Resolved) => {
      silence.refresh();
      try {
        take(resolved);
      } catch (error) {
        reject(asError(error));
      }
    });
    try {
      await promise;
    } catch (error) {
      reading.cancel().catch(() => undefined);
      throw error;
    } finally {
      clearTimeout(silence);
    }
  }
}

/** A record's own place is its commit position; the prepare position is the same for all events of one append. */
const placeOf = (position: Position): { commit: bigint; prepare: bigint } => {
  const commit = fromPosition(position);
  return { commit, prepare: commit };
};

type ReadAll = NonNullable<Parameters<library.Client['readAll']>[0]>;
const forwards = (position: Position | undefined, maxCount: number): ReadAll => ({
  direction: library.FORWARDS,
  fromPosition: position === undefined ? library.START : placeOf(position),
  maxCount,
});

function toFact({ event, commitPosition }: library.ResolvedEvent | library.AllStreamResolvedEvent): StoredEvent {
  const position = event?.position?.commit ?? commitPosition;
  if (!event || position === undefined) throw new Error('an event without its place: the event store is too old');
  return toStored(event, position);
}
