import { describe, expect, it } from '@jest/globals';
import { fixedClock, type Lease, type MessageLog, relayTable, runRelay } from '@pcrm/event-sourcing';
import { eventually, InMemoryEventStore, InMemoryMessageLog, leaseContract } from '@pcrm/event-sourcing/testing';
import type { mongo } from 'mongoose';
import { CutLine } from '../testing/cut-line.js';
import { duties } from '../../test/cluster/duties.js';
import { freshDatabases } from '../../test/cluster/fresh-databases.js';
import { withParts } from '../testing/cluster-part.js';
import { connectMongo } from './mongo.connection.js';
import { MongoLease } from './mongo.lease.js';
import { MongoRowStore } from './mongo.row-store.js';

const clock = fixedClock('2026-03-01T00:00:00.000Z');
const never = new AbortController().signal;
/** Away for as long as a spec runs: it renews no more, but has not noticed either. */
const PAUSED = { lives: 3_600_000 };
const QUICK = { lives: 900 };

withParts(['mongodb'], (url) => {
  const { fresh, connect, database } = freshDatabases(url);
  leaseContract('mongo', async () => {
    const name = fresh();
    const [one, other] = [await connect(name), await connect(name)];
    const lapse = async (lease: string): Promise<void> => {
      const line = { $set: { renewed: new Date(0) } };
      await one.collection<{ _id: string; renewed: Date }>('leases').updateOne({ _id: lease }, line);
    };
    return { one: new MongoLease(one), other: new MongoLease(other), lapse };
  });

  describe('a lease in MongoDB', () => {
    it('is kept for as long as it is renewed, and taken when it is not', async () => {
      const db = await database();
      await using kept = new MongoLease(db, QUICK);
      await using waiting = new MongoLease(db, QUICK);
      const held = await kept.acquire('relay', never);
      expect(await waiting.acquire('relay', AbortSignal.timeout(3 * QUICK.lives))).toBeUndefined();
      expect(held?.lost.aborted).toBe(false);
      await using paused = new MongoLease(db, PAUSED);
      const forgotten = await paused.acquire('scheduler', never);
      const next = await waiting.acquire('scheduler', never);
      expect(forgotten?.lost.aborted).toBe(false); // it does not know: its token is what stops it
      expect(next?.token).toBe((forgotten?.token ?? 0) + 1);
    });

    it('counts by the clock of the server: a process whose clock is wrong takes nothing from anybody', async () => {
      const db = await database();
      await using one = new MongoLease(db);
      const held = await one.acquire('relay', never);
      const now = Date.now;
      Date.now = () => now() + 86_400_000;
      try {
        await using other = new MongoLease(db);
        expect(await other.acquire('relay', AbortSignal.timeout(600))).toBeUndefined();
      } finally {
        Date.now = now;
      }
      expect(held?.lost.aborted).toBe(false);
    });

    it('is given up by its holder, before anybody else may have it, when MongoDB is away', async () => {
      const line = await CutLine.to(url);
      const name = fresh();
      const [direct, connection] = [
        await connect(name),
        await connectMongo(line.url, { database: name, timeout: 500 }),
      ];
      const [behind, other] = [new MongoLease(connection.db, QUICK), new MongoLease(direct, QUICK)];
      const held = await behind.acquire('relay', never);
      const order: string[] = [];
      held?.lost.addEventListener('abort', () => order.push('lost'));
      line.hold();
      const next = await other.acquire('relay', never);
      order.push('taken');
      expect(order).toEqual(['lost', 'taken']);
      expect(next?.token).toBe((held?.token ?? 0) + 1);
      await line.mend();
      for (const lease of [behind, other]) await lease[Symbol.asyncDispose]();
      await connection[Symbol.asyncDispose]();
      await line[Symbol.asyncDispose]();
    });
  });

  describe('a relay on leases and rows in MongoDB', () => {
    type Gate = { readonly publish: () => Promise<void>; readonly claim: () => Promise<void> };
    const open: Gate = { publish: async () => undefined, claim: async () => undefined };
    async function setting() {
      const [events, log, db] = [
        new InMemoryEventStore(clock),
        new InMemoryMessageLog({ partitions: 1 }),
        await database(),
      ];
      const said: string[] = [];
      const failures: string[] = [];
      const start = async (lease: Lease, gate: Gate = open) => {
        const stop = new AbortController();
        const gated = new Proxy<MessageLog>(log, {
          get: (target, name) => {
            if (name === 'publish')
              return async (...given: Parameters<MessageLog['publish']>) => {
                await gate.publish();
                said.push(...given[1].map(({ position }) => position));
                await target.publish(...given);
              };
            const value: unknown = Reflect.get(target, name, target);
            return typeof value === 'function' ? (value.bind(target) as unknown) : value;
          },
        });
        const rows = await MongoRowStore.open(db);
        const declare = rows.declare.bind(rows);
        rows.declare = async (table) => {
          await gate.claim();
          await declare(table);
        };
        const relay = runRelay({ service: duties, events, log: gated, rows, lease, signal: stop.signal, limit: 2, onFailure: ({ name }) => failures.push(name) }); // prettier-ignore
        return { relay, stop: async () => (stop.abort(), await lease[Symbol.asyncDispose](), await relay.done) };
      };
      const append = async (n: number): Promise<string> => {
        const revision = (await events.read('duty-a')).length - 1;
        await events.append('duty-a', revision, [{ id: `e-${String(n)}`, type: 'DutyOpened', version: 1, data: { clientId: 'a', to: String(n) }, metadata: { actor: 's', commandId: `c-${String(n)}`, correlationId: 'w', causationId: 'c', occurredAt: clock.now() } }]); // prettier-ignore
        return (await events.read('duty-a')).at(-1)?.position ?? '';
      };
      return { db, append, start, said, failures, mark: () => markOf(db) };
    }
    const markOf = async (db: mongo.Db): Promise<unknown> =>
      (await (await MongoRowStore.open(db)).load(relayTable, [duties.name])).get(duties.name)?.doc;

    it('that was paused while it spoke cannot move the mark when it comes back', async () => {
      const { db, append, start, said, mark } = await setting();
      const resume = Promise.withResolvers<void>();
      let speaking = 0;
      const first = await append(1);
      const paused = await start(new MongoLease(db, PAUSED), { ...open, publish: async () => (++speaking === 2 ? await resume.promise : undefined) }); // prettier-ignore
      await eventually(async () => expect(await mark()).toEqual({ position: first, token: 1 }));
      const second = await append(2);
      await eventually(() => expect(speaking).toBe(2));
      const next = await start(new MongoLease(db, QUICK));
      await eventually(async () => expect(await mark()).toEqual({ position: second, token: 2 }));
      const third = await append(3);
      await eventually(async () => expect(await mark()).toEqual({ position: third, token: 2 }));
      resume.resolve();
      await eventually(() => expect(said).toEqual([first, second, third, second])); // said again, as any retry may
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(await mark()).toEqual({ position: third, token: 2 });
      expect(paused.relay.lastProgress()).toBeUndefined();
      const fourth = await append(4);
      await eventually(async () => expect(await mark()).toEqual({ position: fourth, token: 2 }));
      expect(said.slice(4)).toEqual([fourth]);
      await paused.stop();
      await next.stop();
    });

    it('that was paused before it began does not begin any more', async () => {
      const { db, append, start, said, failures, mark } = await setting();
      const [reached, resume] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const claim = async (): Promise<void> => (reached.resolve(), await resume.promise);
      const paused = await start(new MongoLease(db, PAUSED), { ...open, claim });
      await reached.promise;
      const next = await start(new MongoLease(db, QUICK));
      const first = await append(1);
      await eventually(async () => expect(await mark()).toEqual({ position: first, token: 2 }));
      resume.resolve();
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(await mark()).toEqual({ position: first, token: 2 });
      expect(said).toEqual([first]);
      expect(failures).toEqual([]);
      await paused.stop();
      await next.stop();
    });
  });
});
