import type { Aggregate } from './aggregate.js';
import type { EventStore } from './event-store/event-store.js';
import type { JsonObject, Metadata, Position, StoredEvent } from './fact.js';
import { asError, VersionConflict } from './failures.js';
import { messageId } from './ids.js';
import type { Held, Lease } from './lease/lease.js';
import type { AnyMessage } from './message.js';
import type { MessageLog } from './message-log/message-log.js';
import type { RowStore, Table } from './row-store/row-store.js';
import { backOff, pause, type Pause } from './running/pause.js';
import type { Said, ServiceDefinition } from './service.js';
import { upcast } from './upcasting.js';

export type RelayOptions = {
  readonly service: Pick<ServiceDefinition, 'name' | 'say' | 'aggregates'>;
  readonly events: EventStore;
  readonly log: MessageLog;
  readonly rows: RowStore;
  readonly lease: Lease;
  readonly signal: AbortSignal;
  /** Facts per batch. */
  readonly limit?: number;
  readonly sleep?: Pause;
  readonly random?: () => number;
  /** Milliseconds since the epoch, for `lastProgress`. */
  readonly now?: () => number;
  /** Told of everything the relay meets and tries again: it never skips a fact. */
  readonly onFailure?: (error: Error) => void;
};
export type Relay = {
  /** Ends, without an error, after the signal aborted and the batch under way was finished. */
  readonly done: Promise<void>;
  /** When something was last said, or nothing was left to say, or it became our turn (ms since epoch); undefined while another process relays. */
  lastProgress(): number | undefined;
  /** Position of the last fact known to be said; undefined before the first. */
  position(): Position | undefined;
};

/** Where each service's publishing stands, and the fencing token of who publishes: a row, so that who lost the lease cannot move it. */
export const relayTable: Table = { name: 'relay.v1', indexes: {} };
type Mark = { readonly position: Position | null; readonly token: number };

/**
 * Publishing is a subscription with a checkpoint: facts are upcast, translated by `say`, published on `<service>.events`, and only then
 * is the place marked. What is appended is said at least once, in store order, with the same ids each time. One process at a time.
 */
export function runRelay(options: RelayOptions): Relay {
  // Who records no facts says nothing.
  if (options.service.aggregates.length === 0) return SILENT;
  const relay = new Relaying(options);
  return { done: relay.run(), lastProgress: () => relay.progress, position: () => relay.mark?.position ?? undefined };
}

const SILENT: Relay = { done: Promise.resolve(), lastProgress: () => undefined, position: () => undefined };

/** The messages about facts, in order: pure. Personal fields pass as they stand, sealed. */
export function messagesAbout(service: RelayOptions['service'], facts: readonly StoredEvent[]): readonly AnyMessage[] {
  const aggregates = new Map(service.aggregates.map((aggregate) => [aggregate.name, aggregate]));
  return facts.flatMap((fact) => {
    const say = service.say[fact.type];
    if (!say) return [];
    const aggregate = aggregates.get(fact.stream.slice(0, fact.stream.indexOf('-')));
    const said: Said | readonly Said[] | undefined = say(newest(aggregate, fact) as never, fact);
    return said === undefined
      ? []
      : [said].flat().map((one, index) => toMessage(service.name, fact, { said: one, index }));
  });
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- nouns of different shapes
const newest = (aggregate: Aggregate<any, any> | undefined, { type, version, data }: StoredEvent): JsonObject =>
  upcast(aggregate?.schemas?.[type], type, version, data);

/** Of several messages about one fact each has a place of its own, behind the fact's and before the next fact's. */
function toMessage(source: string, fact: StoredEvent, { said, index }: { said: Said; index: number }): AnyMessage {
  return {
    id: messageId(fact.id, index),
    source,
    type: said.type,
    version: said.version,
    key: said.key,
    position: index === 0 ? fact.position : `${fact.position}.${String(index).padStart(4, '0')}`,
    revision: fact.revision,
    recordedAt: fact.recordedAt,
    ...(fact.moved !== undefined && { moved: fact.moved }),
    metadata: fact.metadata.asked === undefined ? fact.metadata : told(fact.metadata),
    data: said.data,
  };
}

/** What a message tells of the command behind it: not what tells repetitions apart. */
function told({ asked: _asked, ...metadata }: Metadata): Metadata {
  return metadata;
}

class Relaying {
  progress: number | undefined;
  mark: Mark | undefined;
  private row = 0;
  private tries = 0;

  constructor(private readonly options: RelayOptions) {}

  async run(): Promise<void> {
    const { lease, service, signal } = this.options;
    while (!signal.aborted) {
      try {
        await using held = await lease.acquire(`relay.${service.name}`, signal);
        if (held) await this.relay(held);
      } catch (error) {
        await this.failed(error, signal);
      }
      this.progress = undefined;
    }
  }

  private async relay(held: Held): Promise<void> {
    const { now = Date.now } = this.options;
    const stop = AbortSignal.any([this.options.signal, held.lost]);
    this.progress = now();
    while (!stop.aborted) {
      try {
        await this.claim(held.token);
        await this.subscribe(held.token, stop);
      } catch (error) {
        if (error instanceof VersionConflict) return; // another one has the lease: wait for it again
        await this.failed(error, stop);
      }
    }
  }

  /** Marks the place as ours: who held the lease before can no longer move it. */
  private async claim(token: number): Promise<void> {
    const { rows, service } = this.options;
    await rows.declare(relayTable);
    const row = (await rows.load<Mark>(relayTable, [service.name])).get(service.name);
    this.row = row?.version ?? 0;
    if (row && row.doc.token > token) throw new VersionConflict(relayTable.name, [service.name]);
    await this.save({ position: row?.doc.position ?? null, token });
  }

  private async subscribe(token: number, stop: AbortSignal): Promise<void> {
    const { events, service, limit = 1_000, now = Date.now } = this.options;
    const categories = service.aggregates.map(({ name }) => name);
    for await (const facts of events.subscribe(categories, this.mark?.position ?? undefined, { signal: stop, limit })) {
      await this.sayAll(facts, token);
      this.progress = now();
      this.tries = 0;
      if (stop.aborted) return;
    }
  }

  /** Says first, marks then: what lies between happens twice, never not at all. */
  private async sayAll(facts: readonly StoredEvent[], token: number): Promise<void> {
    const { log, service } = this.options;
    const last = facts.at(-1);
    if (!last) return;
    const messages = messagesAbout(service, facts);
    if (messages.length > 0) await log.publish(`${service.name}.events`, messages);
    await this.save({ position: last.position, token });
  }

  private async save(mark: Mark): Promise<void> {
    const { rows, service } = this.options;
    const write = { key: service.name, expected: this.row, seen: {}, doc: mark };
    await rows.commit({ writes: [{ table: relayTable, rows: [write] }] });
    this.row += 1;
    this.mark = mark;
  }

  private async failed(error: unknown, stop: AbortSignal): Promise<void> {
    const { sleep = pause, random = Math.random, onFailure } = this.options;
    onFailure?.(asError(error));
    this.tries += 1;
    await sleep(backOff(this.tries, random), stop);
  }
}
