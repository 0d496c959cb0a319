import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ANY,
  EventStoreDBClient,
  jsonEvent,
  NO_STREAM,
  STREAM_EXISTS,
  StreamNotFoundError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { type EventStoreDouble, startEventStoreDouble } from './event-store-double.js';
import type { Recorded } from './event-store-double/stream-log.js';

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const event = (n: number) => jsonEvent({ id: id(n), type: 'Counted', data: { n } });
let streams = 0;
const freshStream = () => `noun-${String(++streams)}`;

/** Credentials of its own make the library send an append alone; else it goes with others on one stream. */
const ways = [
  ['on the stream of appends', {}],
  ['alone', { credentials: { username: 'u', password: 'p' } }],
] as const;

describe('the protocol double, asked by the bare client library', () => {
  let double: EventStoreDouble;
  let client: EventStoreDBClient;
  beforeAll(async () => {
    double = await startEventStoreDouble({ firstPosition: 2n ** 55n });
    client = EventStoreDBClient.connectionString(double.url);
  });
  afterAll(async () => {
    await client.dispose();
    await double.stop();
  });

  describe.each(ways)('%s', (_, way) => {
    it('checks the expected revision and says the actual one', async () => {
      const stream = freshStream();
      const append = (expectedRevision: bigint | typeof NO_STREAM | typeof STREAM_EXISTS, n: number) =>
        client.appendToStream(stream, [event(n)], { expectedRevision, ...way });
      await expect(append(STREAM_EXISTS, 1)).rejects.toBeInstanceOf(WrongExpectedVersionError);
      await expect(append(0n, 1)).rejects.toMatchObject({ expectedVersion: 0n, actualVersion: 'no_stream' });
      expect(await append(NO_STREAM, 1)).toMatchObject({ success: true, nextExpectedRevision: 0n });
      await expect(append(NO_STREAM, 2)).rejects.toMatchObject({ actualVersion: 0n, streamName: stream });
      await expect(append(7n, 2)).rejects.toMatchObject({ expectedVersion: 7n, actualVersion: 0n });
      expect(await append(STREAM_EXISTS, 2)).toMatchObject({ nextExpectedRevision: 1n });
    });

    it('answers the place of the last event, which no other event has', async () => {
      const stream = freshStream();
      const options = { expectedRevision: NO_STREAM, ...way } as const;
      const { position } = await client.appendToStream(stream, [event(1), event(2)], options);
      const [first, last] = double.log.stream(stream) as readonly [Recorded, Recorded];
      expect(first.position).toBeGreaterThan(2n ** 55n);
      expect(last.position).toBeGreaterThan(first.position);
      expect(last.transaction).toBe(first.position);
      expect(position).toEqual({ commit: last.position, prepare: last.position });
    });

    it('takes the same ids at the same place for written before, and others not', async () => {
      const stream = freshStream();
      const append = (...numbers: number[]) =>
        client.appendToStream(stream, numbers.map(event), { expectedRevision: NO_STREAM, ...way });
      await append(1, 2);
      expect(await append(1, 2)).toMatchObject({ nextExpectedRevision: 1n });
      expect(await append(1)).toMatchObject({ nextExpectedRevision: 0n });
      await expect(append(1, 3)).rejects.toBeInstanceOf(WrongExpectedVersionError);
      await expect(append(2, 1)).rejects.toBeInstanceOf(WrongExpectedVersionError);
      expect(double.log.stream(stream)).toHaveLength(2);
    });

    it('refuses an id that is no UUID, a nameless stream and an append that is too large', async () => {
      const large = { ...event(1), data: { text: 'x'.repeat(1024 * 1024) } };
      const refused = [
        client.appendToStream(freshStream(), [{ ...event(1), id: 'one' }], { expectedRevision: ANY, ...way }),
        client.appendToStream('', [event(1)], { expectedRevision: ANY, ...way }),
        client.appendToStream(freshStream(), [large], { expectedRevision: ANY, ...way }),
      ];
      const before = double.log.all.length;
      const reasons = (await Promise.allSettled(refused)).map(
        (one) => one.status === 'rejected' && (one.reason as { type: string }).type,
      );
      expect(reasons).toEqual(['unknown', 'unknown', 'maximum-append-size-exceeded']);
      expect(double.log.all).toHaveLength(before);
    });
  });

  it('says of a stream that is not there that it is not there', async () => {
    const reading = async () => {
      for await (const read of client.readStream(freshStream())) expect(read).toBeUndefined();
    };
    await expect(reading()).rejects.toBeInstanceOf(StreamNotFoundError);
  });

  it('reads $all from a position on forwards, and what stands before it backwards', async () => {
    const stream = freshStream();
    await client.appendToStream(stream, [1, 2, 3, 4].map(event), { expectedRevision: NO_STREAM });
    const [, second] = double.log.all.slice(-4);
    const fromPosition = { commit: second?.position ?? 0n, prepare: second?.transaction ?? 0n };
    const numbers = async (direction: 'forwards' | 'backwards', maxCount: number) => {
      const read = await Array.fromAsync(client.readAll({ direction, fromPosition, maxCount }));
      return read.map(({ event: one }) => (one?.data as { n?: number }).n);
    };
    expect(await numbers('forwards', 2)).toEqual([2, 3]);
    expect(await numbers('backwards', 1)).toEqual([1]);
  });

  it('holds system events from its beginning', async () => {
    const read = await Array.fromAsync(client.readAll({ maxCount: 3 }));
    expect(read.every(({ event: one }) => one?.streamId.startsWith('$'))).toBe(true);
  });
});
