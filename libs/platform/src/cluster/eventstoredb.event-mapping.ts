import {
  BadCursor,
  type JsonObject,
  type Metadata,
  type MovedEvent,
  type NewEvent,
  PCRM_NAMESPACE,
} from '@pcrm/event-sourcing';
import { type Position, type StoredEvent, uuidV5 } from '@pcrm/event-sourcing';

/** An event as EventStoreDB takes it: its id is a UUID, data and metadata are JSON. */
export type ProposedEvent = {
  readonly id: string;
  readonly type: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
};
/** An event as EventStoreDB gives it back, its JSON already read. */
export type RecordedEvent = {
  readonly streamId: string;
  readonly id: string;
  readonly revision: bigint;
  readonly type: string;
  readonly data: unknown;
  readonly metadata?: unknown;
  readonly created: Date;
};
/**
 * What stands in an event's metadata: the fact's own, its schema version, and its id where that is no UUID. Correlation and
 * causation have the names that EventStoreDB's own projections look for.
 */
type Written = Omit<Metadata, 'correlationId' | 'causationId'> & {
  readonly version: number;
  readonly factId?: string;
  /** Of a fact that was moved here: when the first store wrote it, and until when all that fell due there was done. */
  readonly movedFrom?: Pick<MovedEvent, 'recordedAt' | 'moved'>;
  readonly $correlationId: string;
  readonly $causationId: string;
};

const UUID_FORM = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The event id of a fact: its own where it is a UUID, else one that is derived from it. */
export const eventIdOf = (factId: string): string =>
  UUID_FORM.test(factId) ? factId : uuidV5(PCRM_NAMESPACE, `fact|${factId}`);

export function toProposed(
  { id, type, version, data, metadata }: NewEvent,
  movedFrom?: Written['movedFrom'],
): ProposedEvent {
  const { correlationId, causationId, ...rest } = metadata;
  const eventId = eventIdOf(id);
  const written: Written = {
    ...rest,
    ...{ $correlationId: correlationId, $causationId: causationId, version },
    ...(eventId !== id && { factId: id }),
    ...(movedFrom && { movedFrom }),
  };
  return { id: eventId, type, data: toBytes(data), metadata: toBytes(written) };
}

export const toMoved = ({ recordedAt, moved, ...fact }: MovedEvent): ProposedEvent =>
  toProposed(fact, { recordedAt, moved });

const toBytes = (json: object): Uint8Array => Buffer.from(JSON.stringify(json));

/** Whether an event is a fact of this platform, as far as can be seen. */
export const isFact = ({ data, metadata }: RecordedEvent): boolean =>
  typeof (metadata as Partial<Written> | undefined)?.version === 'number' && typeof data === 'object';

/** Throws when somebody else has written into a stream of ours: a fact without our metadata cannot be told. */
export function toStored(recorded: RecordedEvent, position: bigint): StoredEvent {
  const { streamId: stream, type, data } = recorded;
  const revision = toNumber(recorded.revision);
  if (!isFact(recorded)) throw new Error(`event ${String(revision)} of ${stream} was not written by this platform`);
  const { version, factId, $correlationId, $causationId, movedFrom, ...rest } = recorded.metadata as Written;
  return {
    ...{ id: factId ?? recorded.id, type, version, data: data as JsonObject },
    metadata: { ...rest, correlationId: $correlationId, causationId: $causationId },
    ...{ stream, revision, position: toPosition(position), recordedAt: recorded.created.toISOString() },
    ...movedFrom,
  };
}

/** A place in the log as text of one length, so that text compares as the numbers do; they may exceed 2^53. */
export const toPosition = (commit: bigint): Position => String(commit).padStart(20, '0');

export function fromPosition(position: Position): bigint {
  if (!/^\d{20}$/.test(position)) throw new BadCursor('not a position of this store');
  return BigInt(position);
}

/** Revisions count events of one stream: never as many as would be rounded. */
export function toNumber(revision: bigint): number {
  if (revision > BigInt(Number.MAX_SAFE_INTEGER)) throw new Error('a revision beyond 2^53');
  return Number(revision);
}
