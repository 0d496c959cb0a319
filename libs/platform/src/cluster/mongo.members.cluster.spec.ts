import { describe, expect, it } from '@jest/globals';
import {
  type Digest,
  fixedClock,
  type MessageLog,
  type Ports,
  runService,
  type RunningService,
} from '@pcrm/event-sourcing';
import {
  eventually,
  InMemoryEventStore,
  InMemoryKeyVault,
  InMemoryLease,
  InMemoryMessageLog,
  InMemoryRowStore,
} from '@pcrm/event-sourcing/testing';
import { CutLine } from '../testing/cut-line.js';
import { drained, duties, publish, story } from '../../test/cluster/duties.js';
import { freshDatabases } from '../../test/cluster/fresh-databases.js';
import { withParts } from '../testing/cluster-part.js';
import { connectMongo } from './mongo.connection.js';
import { MongoLease } from './mongo.lease.js';
import { MongoRowStore } from './mongo.row-store.js';

const clock = fixedClock('2026-03-01T00:00:00.000Z');
const QUICK = { tick: 5, dropAfter: 0, limit: 20 };
const told = story(12, 400);
/** How long an operation waits for an answer. */
const TIMEOUT = 4_000;
const PORTFOLIO = { name: 'portfolio.v1', indexes: {} };

/** What one process on in-memory rows comes to. */
async function expected(): Promise<{ readonly digest: readonly Digest[]; readonly facts: number }> {
  const [events, log] = [new InMemoryEventStore(clock), new InMemoryMessageLog({ partitions: 3 })];
  const ports: Ports = { events, log, rows: new InMemoryRowStore(), vault: new InMemoryKeyVault(), lease: new InMemoryLease(), clock }; // prettier-ignore
  await publish(log, told);
  await using service = await runService(duties, ports, QUICK);
  await drained(service);
  return { digest: await service.digest(), facts: await factsOf(events) };
}
async function factsOf(events: InMemoryEventStore): Promise<number> {
  let facts = 0;
  for (let n = 0; n < 12; n++) facts += (await events.read(`duty-client-${String(n)}`)).length;
  return facts;
}
/** A log of its own that hears what the others say too: as if every process held every partition. */
const overlapping = (own: InMemoryMessageLog, all: readonly InMemoryMessageLog[]): MessageLog =>
  new Proxy(own, {
    get: (target, name) => {
      if (name === 'publish')
        return async (...said: Parameters<MessageLog['publish']>) => {
          for (const log of all) await log.publish(...said);
        };
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });

withParts(['mongodb'], (url) => {
  const { fresh, connect } = freshDatabases(url);

  describe('a service on rows in MongoDB', () => {
    it('in two processes that both do everything, ends as in one: nothing lost, nothing twice', async () => {
      await using open = new AsyncDisposableStack();
      const name = fresh();
      const events = new InMemoryEventStore(clock);
      const logs = [1, 2].map(() => new InMemoryMessageLog({ partitions: 3 }));
      let conflicts = 0;
      const services: RunningService[] = [];
      for (const log of logs) {
        const db = await connect(name);
        const rows = open.use(await MongoRowStore.open(db));
        const commit = rows.commit.bind(rows);
        rows.commit = async (...given) => {
          await commit(...given).catch((error: Error) => {
            if (error.name === 'VersionConflict') conflicts += 1;
            throw error;
          });
        };
        const ports: Ports = { events, log: overlapping(log, logs), rows, vault: new InMemoryKeyVault(), lease: new MongoLease(db), clock }; // prettier-ignore
        services.push(open.use(await runService(duties, ports, QUICK)));
      }
      for (let at = 0; at < told.length; at += 40) for (const log of logs) await publish(log, told.slice(at, at + 40));
      for (const service of services) await drained(service);
      for (const service of services) await drained(service);
      const { digest, facts } = await expected();
      for (const service of services) expect(await service.digest()).toEqual(digest);
      expect(await factsOf(events)).toBe(facts);
      expect(conflicts).toBeGreaterThan(0);
    }, 240_000);

    it.each([
      ['stands still', 20_000, async (line: CutLine) => line.hold()],
      ['cannot be reached', 20_000, async (line: CutLine) => await line.cut()],
    ])(
      'goes on where it was after MongoDB %s for %d ms, with the same rows as without',
      async (_, milliseconds, away) => {
        await using open = new AsyncDisposableStack();
        const line = open.use(await CutLine.to(url));
        open.defer(() => line.mend());
        const connection = open.use(await connectMongo(line.url, { database: fresh(), timeout: TIMEOUT }));
        const events = new InMemoryEventStore(clock);
        const log = new InMemoryMessageLog({ partitions: 3, pause: 200 });
        const [rows, lease] = [
          open.use(await MongoRowStore.open(connection.db)),
          open.use(new MongoLease(connection.db)),
        ];
        const failures: string[] = [];
        const ports: Ports = { events, log, rows, vault: new InMemoryKeyVault(), lease, clock };
        const service = open.use(
          await runService(duties, ports, { ...QUICK, failed: ({ name }) => failures.push(name) }),
        );
        await publish(log, told.slice(0, 150));
        await eventually(async () => expect(await rows.count(PORTFOLIO)).toBeGreaterThan(0), 30_000);
        await away(line);
        await publish(log, told.slice(150, 300));
        const asked = performance.now();
        await expect(rows.load(PORTFOLIO, ['client-0'])).rejects.toMatchObject({
          name: 'Unavailable',
        });
        await new Promise((resolve) => setTimeout(resolve, milliseconds - (performance.now() - asked)));
        await line.mend();
        await publish(log, told.slice(300));
        await drained(service);
        const { digest, facts } = await expected();
        expect(await service.digest()).toEqual(digest);
        expect(await factsOf(events)).toBe(facts);
        expect((await service.figures()).parked).toBe(0);
        expect(failures).toContain('Unavailable');
      },
      240_000,
    );
  });
});
