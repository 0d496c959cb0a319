import type { JsonObject } from '../fact.js';
import { Unavailable } from '../failures.js';
import type { AnyMessage } from '../message.js';
import type { Batch, Offset } from '../message-log/message-log.js';
import { decodeMessage } from '../message-log/wire.js';
import { upcast, type Schemas } from '../upcasting.js';
import { asError } from '../failures.js';

/** One entry of the log as the members of a group hear it: brought to the newest shape and opened once for all of them. */
export type Heard = {
  readonly topic: string;
  readonly partition: number;
  readonly offset: Offset;
  /** The message key; for bytes that are no message one of its own, so that nothing parks behind it. */
  readonly key: string;
  /** As it lies in the log: sealed, in the version in which it was said. */
  readonly sealed?: AnyMessage;
  /** Newest shape, personal fields open. Absent when it cannot be read: then there is a `fault`. */
  readonly message?: AnyMessage;
  /** Why it cannot be read. It parks at once: trying again would not help. */
  readonly fault?: Error;
  /** The bytes, when they are no message. */
  readonly bytes?: string;
};

/** A batch of one partition, ready for every member. `items` leaves out what nobody handles. */
export type HeardBatch = {
  readonly topic: string;
  readonly partition: number;
  readonly last: Offset;
  readonly items: readonly Heard[];
  readonly size: number;
  readonly caughtUp: boolean;
  /** Highest position among all messages of the batch, per source service. */
  readonly positions: ReadonlyMap<string, string>;
};

/** Opens the personal fields of many messages in few calls to the vault; a field whose key is destroyed reads as null. */
export type OpenMessages = (messages: readonly AnyMessage[]) => Promise<readonly AnyMessage[]>;
export type Hearing = {
  readonly schemas: Schemas;
  readonly open: OpenMessages;
  /** Whether any member handles messages of this type. */
  readonly wanted: (type: string) => boolean;
};

/** Bytes that are no message, or no longer. */
export class MalformedEntry extends Error {
  override readonly name = 'MalformedEntry';
}

/** Reads a batch once for all members. Throws only what must give the batch again (vault out of reach). */
export async function hear(batch: Batch, hearing: Hearing): Promise<HeardBatch> {
  return (await hearAll([batch], hearing))[0] as HeardBatch;
}

/** Batches of different partitions, opened together. */
export async function hearAll(batches: readonly Batch[], hearing: Hearing): Promise<readonly HeardBatch[]> {
  const taken = batches.map((batch) => takeIn(batch, hearing));
  const read = await readAll(
    taken.flatMap(({ items }) => items),
    hearing,
  );
  let next = 0;
  return taken.map((batch) => ({ ...batch, items: read.slice(next, (next += batch.items.length)) }));
}

/** What somebody handles of a batch, as it lies in the log, and how far it goes. */
function takeIn(batch: Batch, { wanted }: Hearing): HeardBatch {
  const items: Heard[] = [];
  const positions = new Map(batch.passed?.positions);
  for (const item of batch.items) {
    if ('malformed' in item) {
      items.push(malformed(batch, item.offset, item.malformed, item.bytes));
      continue;
    }
    const { message, offset } = item;
    if ((positions.get(message.source) ?? '') < message.position) positions.set(message.source, message.position);
    if (wanted(message.type)) items.push(place(batch, offset, message));
  }
  return { ...where(batch), last: lastOf(batch), items, size: sizeOf(batch), caughtUp: batch.caughtUp, positions };
}

/** Messages of a batch, those that were passed included. */
export const sizeOf = ({ items, passed }: Batch): number => items.length + (passed?.count ?? 0);

function lastOf({ items, passed }: Batch): Offset {
  const [item, other] = [items.at(-1)?.offset ?? '', passed?.last ?? ''];
  return item > other ? item : other;
}

/** What was parked, read again: perhaps by a newer version that knows how. */
export async function hearAgain(parked: readonly JsonObject[], hearing: Hearing): Promise<readonly Heard[]> {
  return readAll(parked.map(fromJson), hearing);
}

/** What is kept of an entry while it is parked: sealed, as it lay in the log. */
export const toJson = ({ topic, partition, offset, sealed, bytes }: Heard): JsonObject => ({
  topic,
  partition,
  offset,
  ...(sealed && { message: sealed }),
  ...(bytes !== undefined && { bytes }),
});

function fromJson(parked: JsonObject): Heard {
  const at = { topic: parked['topic'] as string, partition: parked['partition'] as number };
  const offset = parked['offset'] as string;
  const message = parked['message'];
  if (message) return place(at, offset, message as unknown as AnyMessage);
  const bytes = parked['bytes'] as string;
  const decoded = decodeMessage(bytes);
  if ('malformed' in decoded) return malformed(at, offset, decoded.malformed, bytes);
  return { ...place(at, offset, decoded.message), key: ownKey(at, offset) };
}

type Where = Pick<Batch, 'topic' | 'partition'>;
const where = ({ topic, partition }: Where): Where => ({ topic, partition });
const place = ({ topic, partition }: Where, offset: Offset, sealed: AnyMessage): Heard => ({
  topic,
  partition,
  offset,
  key: sealed.key,
  sealed,
});
const ownKey = ({ topic, partition }: Where, offset: Offset): string => `${topic}/${String(partition)}/${offset}`;
const malformed = (at: Where, offset: Offset, reason: string, bytes: string): Heard => ({
  ...where(at),
  offset,
  key: ownKey(at, offset),
  bytes,
  fault: new MalformedEntry(reason),
});

/** Upcasts each and opens all together; what one message does wrong is its own fault and stops no other. */
async function readAll(heard: readonly Heard[], { schemas, open }: Hearing): Promise<readonly Heard[]> {
  const raised = heard.map((item) => raise(item, schemas));
  const readable = raised.filter((item) => item.message !== undefined);
  const opened = await openEach(readable, open);
  let next = 0;
  return raised.map((item) => (item.message === undefined ? item : (opened[next++] as Heard)));
}

/** Opens all in one go; if one of them cannot be opened, one by one, to know which. */
async function openEach(items: readonly Heard[], open: OpenMessages): Promise<readonly Heard[]> {
  try {
    const opened = await open(items.map(({ message }) => message as AnyMessage));
    return items.map((item, index) =>
      opened[index] === item.message ? item : { ...item, message: opened[index] as AnyMessage },
    );
  } catch (error) {
    if (error instanceof Unavailable) throw error;
    if (items.length > 1) return (await Promise.all(items.map((item) => openEach([item], open)))).flat();
    return items.map(({ message: _unreadable, ...item }) => ({ ...item, fault: asError(error) }));
  }
}

function raise(item: Heard, schemas: Schemas): Heard {
  const { sealed } = item;
  if (sealed === undefined) return item;
  const schema = schemas[sealed.type];
  if (sealed.version === (schema?.version ?? 1)) return { ...item, message: sealed };
  try {
    const data = upcast(schema, sealed.type, sealed.version, sealed.data);
    return { ...item, message: { ...sealed, version: schema?.version ?? 1, data } };
  } catch (error) {
    return { ...item, fault: asError(error) };
  }
}
