import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NewEvent } from '../fact.js';
import { RevisionConflict } from '../failures.js';
import { event, freshStream } from './event-store.examples.js';
import type { EventStore } from './event-store.js';
import { eventStoreMovingContract } from './event-store.moving.contract.js';
import { eventStoreSubscriptionContract } from './event-store.subscription.contract.js';

const counted = (facts: readonly { data: unknown }[]): unknown[] => facts.map((fact) => (fact.data as { n: number }).n);

/** What every EventStore promises. An adapter is finished when this passes. `open` gives an empty store. */
export function eventStoreContract(adapter: string, open: () => Promise<EventStore>): void {
  it(`${adapter} has no head while empty, and reads an unknown stream as empty`, async () => {
    await using empty = await open();
    expect(await empty.head()).toBeUndefined();
    expect(await empty.read(freshStream())).toEqual([]);
  });
  sharedEventStoreContract(adapter, open);
}

/** The same without what only an empty store shows: for one server that others have written to before. */
export const sharedEventStoreContract = (adapter: string, open: () => Promise<EventStore>): void =>
  describe(`${adapter} as an EventStore`, () => {
    let store: EventStore;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(async () => await store[Symbol.asyncDispose]());

    it('gives back whole what was written, numbered from 0, with position and time of writing', async () => {
      const stream = freshStream();
      const rich: NewEvent = {
        ...event(1),
        version: 3,
        data: {
          text: '王小明 𠮷 "\\\n',
          fen: Number.MAX_SAFE_INTEGER,
          minus: -1.5,
          list: [1, null, true],
          deep: { a: {} },
        },
        metadata: { ...event(1).metadata, traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' },
      };
      await store.append(stream, -1, [rich, event(2)]);
      const [first, second] = await store.read(stream);
      expect(first).toEqual({
        ...rich,
        stream,
        revision: 0,
        position: expect.any(String),
        recordedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      });
      expect(second).toMatchObject({ ...event(2), revision: 1 });
      expect((second?.position ?? '') > (first?.position ?? '')).toBe(true);
    });

    it('answers the new last revision and the position of the last fact, which is then the head', async () => {
      const stream = freshStream();
      const { revision, position } = await store.append(stream, -1, [event(1), event(2), event(3)]);
      expect(revision).toBe(2);
      expect(position).toBe((await store.read(stream)).at(-1)?.position);
      expect(await store.head()).toBe(position);
      expect((await store.append(stream, 2, [event(4)])).revision).toBe(3);
    });

    it('reads only what follows a revision', async () => {
      const stream = freshStream();
      await store.append(stream, -1, [event(1), event(2), event(3)]);
      expect(counted(await store.read(stream, 0))).toEqual([2, 3]);
      expect(counted(await store.read(stream, -1))).toEqual([1, 2, 3]);
      expect(await store.read(stream, 2)).toEqual([]);
    });

    it('refuses a stale revision and writes nothing', async () => {
      const stream = freshStream();
      await store.append(stream, -1, [event(1)]);
      const refused = await store.append(stream, -1, [event(2), event(3)]).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(RevisionConflict);
      expect(refused).toMatchObject({ stream, expected: -1 });
      expect(counted(await store.read(stream))).toEqual([1]);
    });

    it('refuses a revision the stream has not reached, and writes nothing', async () => {
      const stream = freshStream();
      await expect(store.append(stream, 0, [event(1)])).rejects.toBeInstanceOf(RevisionConflict);
      await store.append(stream, -1, [event(1)]);
      await expect(store.append(stream, 5, [event(2)])).rejects.toBeInstanceOf(RevisionConflict);
      expect(counted(await store.read(stream))).toEqual([1]);
    });

    it('lets exactly one of two racing writers win', async () => {
      const stream = freshStream();
      const race = await Promise.allSettled([
        store.append(stream, -1, [event(1), event(2)]),
        store.append(stream, -1, [event(3), event(4)]),
      ]);
      expect(race.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
      expect([
        [1, 2],
        [3, 4],
      ]).toContainEqual(counted(await store.read(stream)));
    });

    it('writes once when the same ids are retried at the same place, and answers as the first time', async () => {
      const stream = freshStream();
      const first = await store.append(stream, -1, [event(1), event(2)]);
      expect(await store.append(stream, -1, [event(1), event(2)])).toEqual(first);
      await store.append(stream, 1, [event(3)]);
      expect(await store.append(stream, -1, [event(1), event(2)])).toEqual(first);
      expect(counted(await store.read(stream))).toEqual([1, 2, 3]);
    });

    it('takes no partly repeated append for a repeated one', async () => {
      const stream = freshStream();
      await store.append(stream, -1, [event(1), event(2)]);
      await expect(store.append(stream, -1, [event(1), event(9)])).rejects.toBeInstanceOf(RevisionConflict);
      await expect(store.append(stream, 0, [event(2), event(3)])).rejects.toBeInstanceOf(RevisionConflict);
      expect(counted(await store.read(stream))).toEqual([1, 2]);
    });

    it('allows the same id in another stream', async () => {
      const [one, other] = [freshStream(), freshStream()];
      await store.append(one, -1, [event(1)]);
      await store.append(other, -1, [event(1)]);
      expect(counted(await store.read(other))).toEqual([1]);
    });

    it('writes nothing for an empty append, but checks the revision', async () => {
      const stream = freshStream();
      expect((await store.append(stream, -1, [])).revision).toBe(-1);
      const { position } = await store.append(stream, -1, [event(1)]);
      expect(await store.append(stream, 0, [])).toEqual({ revision: 0, position });
      await expect(store.append(stream, -1, [])).rejects.toBeInstanceOf(RevisionConflict);
      expect(counted(await store.read(stream))).toEqual([1]);
    });

    it('decides many appends each by itself and answers in the order asked', async () => {
      const [good, stale, other] = [freshStream(), freshStream(), freshStream()];
      await store.append(stale, -1, [event(1)]);
      const answers = await store.appendMany([
        { stream: good, expected: -1, events: [event(1), event(2)] },
        { stream: stale, expected: -1, events: [event(3)] },
        { stream: other, expected: -1, events: [event(4)] },
        { stream: good, expected: 1, events: [event(5)] },
      ]);
      expect(answers[0]).toMatchObject({ revision: 1 });
      expect(answers[1]).toBeInstanceOf(RevisionConflict);
      expect(answers[2]).toMatchObject({ revision: 0 });
      expect(answers[3]).toMatchObject({ revision: 2 });
      expect(counted(await store.read(good))).toEqual([1, 2, 5]);
      expect(counted(await store.read(stale))).toEqual([1]);
      expect(counted(await store.read(other))).toEqual([4]);
      expect(await store.appendMany([])).toEqual([]);
    });

    it('takes hundreds of appends in flight at once', async () => {
      const names = Array.from({ length: 300 }, freshStream);
      const answers = await Promise.all(names.map((stream, n) => store.append(stream, -1, [event(n)])));
      expect(new Set(answers.map((answer) => answer.position)).size).toBe(300);
      for (const [n, stream] of [...names.entries()].filter(([n]) => n % 50 === 0))
        expect(counted(await store.read(stream))).toEqual([n]);
    });

    eventStoreSubscriptionContract(() => store);
    eventStoreMovingContract(() => store);
  });
