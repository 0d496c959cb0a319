import fc from 'fast-check';
import { eventually } from '../eventually.js';
import type { JsonObject } from '../fact.js';
import { Unavailable } from '../failures.js';
import type { AnyMessage } from '../message.js';
import { buildTable } from './builds.js';
import { ProjectionWorker } from './run-projection.js';
import {
  assigned,
  batchOf,
  deposited,
  fold,
  heardOf,
  left,
  memberOf,
  portfolio,
  slowly,
  WatchedRowStore,
  type LoadRow,
} from './running.examples.js';

const table = buildTable('portfolio', { version: 1, rebuild: 0 }, portfolio.indexes);
const loadTable = { name: 'load.v1', indexes: {} };
const marks = { name: 'portfolio.v1.marks', indexes: { due: ['due'] } };
/** Totals that are to be recomputed. */
const due = (rows: WatchedRowStore): Promise<number> => rows.count(marks, { index: 'due' });

async function view(rows = new WatchedRowStore(), elapsed = () => 0) {
  const worker = new ProjectionWorker(portfolio, table, { rows, fold, elapsed });
  const member = await memberOf(rows, worker);
  let offset = 0;
  const tell = async (messages: readonly AnyMessage[], caughtUp = true) => {
    await member.apply(await heardOf(batchOf(messages, offset, { caughtUp })));
    offset += messages.length;
  };
  const loads = async () =>
    Object.fromEntries(
      (await rows.find<LoadRow>(loadTable, { index: 'key', limit: 99 })).rows.map(({ key, doc }) => [key, doc]),
    );
  return { rows, member, worker, tell, loads };
}

/** A steady clock by which every look takes 10 ms, so that what follows soon is put off. */
const working = () => {
  let ms = 0;
  return () => (ms += 10);
};

describe('totals', () => {
  it('are computed from the rows below them', async () => {
    const { tell, loads } = await view();
    await tell([
      assigned('ada', 1, 'm-1'),
      deposited('ada', 1, 10),
      assigned('bob', 2, 'm-1'),
      deposited('bob', 2, 5),
      assigned('cy', 3, 'm-2'),
    ]);
    expect(await loads()).toEqual({ 'm-1': { clients: 2, fen: 15 }, 'm-2': { clients: 1, fen: 0 } });
  });

  it('follow a row from one to another, and vanish with their last row', async () => {
    const { tell, loads } = await view();
    await tell([assigned('ada', 1, 'm-1'), deposited('ada', 1, 10), assigned('bob', 2, 'm-1')]);
    await tell([assigned('ada', 3, 'm-2')]);
    expect(await loads()).toEqual({ 'm-1': { clients: 1, fen: 0 }, 'm-2': { clients: 1, fen: 10 } });
    await tell([left('ada', 2)]);
    expect(await loads()).toEqual({ 'm-1': { clients: 1, fen: 0 } });
  });

  it('that a process had put off as it stopped are computed by the one that takes its partition over', async () => {
    const stopping = await view(new WatchedRowStore(), working());
    const running = await view(stopping.rows);
    await running.worker.settle(true);
    await stopping.tell([assigned('ada', 1, 'm-1')]);
    await stopping.tell([deposited('ada', 1, 10)], false);
    await stopping.member.stop();
    expect([await due(stopping.rows), (await running.loads())['m-1']]).toEqual([1, { clients: 1, fen: 0 }]);
    await running.member.takeOver('clients.events', 0);
    await eventually(async () => expect((await running.loads())['m-1']).toEqual({ clients: 1, fen: 10 }));
    expect(await due(running.rows)).toBe(0);
  });

  it('that are touched while somebody asks whether they are fresh are not', async () => {
    const { rows, worker, tell } = await view(new WatchedRowStore(), working());
    await tell([assigned('ada', 1, 'm-1')]);
    const { promise: touched, resolve: go } = Promise.withResolvers<void>();
    const count = rows.count.bind(rows);
    rows.count = async (...asked) => {
      const found = await count(...asked);
      await touched;
      return found;
    };
    const fresh = worker.totals.isFresh();
    await tell([deposited('ada', 1, 10)], false);
    go();
    expect(await fresh).toBe(false);
  });

  it('are marked by the commit that changes the row, so that a crash before the refresh loses nothing', async () => {
    const { tell, rows, loads } = await view();
    await tell([assigned('ada', 1, 'm-1'), deposited('ada', 1, 10)]);
    const find = rows.find.bind(rows);
    rows.find = () => Promise.reject(new Unavailable('crash'));
    await expect(tell([deposited('ada', 2, 5)])).rejects.toBeInstanceOf(Unavailable);
    rows.find = find;
    expect((await loads())['m-1']).toEqual({ clients: 1, fen: 10 });
    expect(await due(rows)).toBe(1);
    const restarted = await view(rows);
    expect(await restarted.worker.totals.isFresh()).toBe(false);
    await restarted.worker.finish();
    expect((await loads())['m-1']).toEqual({ clients: 1, fen: 15 });
    expect(await due(rows)).toBe(0);
    expect(await restarted.worker.totals.isFresh()).toBe(true);
  });

  it('are recomputed once for many changes of a batch', async () => {
    const { tell, rows } = await view();
    await tell([assigned('ada', 1, 'm-1'), ...Array.from({ length: 50 }, (_, n) => deposited('ada', n + 1, 1))]);
    expect(rows.commits.flatMap(({ writes }) => writes).filter((write) => write.table.name === 'load.v1')).toHaveLength(
      1,
    );
  });

  it('are added up over more rows than a page holds', async () => {
    const { tell, loads } = await view();
    const keys = Array.from({ length: 2_345 }, (_, n) => `k-${String(n)}`);
    await tell(keys.flatMap((key, n) => [assigned(key, n + 1, 'm-1'), deposited(key, n + 1, 2)]));
    expect(await loads()).toEqual({ 'm-1': { clients: 2_345, fen: 4_690 } });
  });

  it('a change while they are added up is not lost, and the duty to add up again stays', async () => {
    const rows = new WatchedRowStore();
    const one = await view(rows);
    const other = await view(rows);
    other.member.live = false;
    await one.tell([assigned('ada', 1, 'm-1'), deposited('ada', 1, 10)]);
    const change = await heardOf(batchOf([deposited('ada', 3, 5)], 0, { partition: 1, caughtUp: false }));
    const find = rows.find.bind(rows) as (...asked: readonly unknown[]) => Promise<never>;
    let interfered = false;
    rows.find = async (...asked: readonly unknown[]) => {
      const found = await find(...asked);
      if ((asked[0] as { name: string }).name === 'portfolio.v1' && !interfered) {
        interfered = true;
        await other.member.apply(change);
      }
      return found;
    };
    await one.tell([deposited('ada', 2, 1)]);
    expect(interfered).toBe(true);
    expect(await one.worker.totals.isFresh()).toBe(false);
    await one.worker.finish();
    expect(await one.loads()).toEqual({ 'm-1': { clients: 1, fen: 16 } });
    expect(await one.worker.totals.isFresh()).toBe(true);
    await one.member.stop();
  });

  it('that another process recomputes, and touches again, while they are added up are not taken for fresh', async () => {
    const rows = new WatchedRowStore();
    const one = await view(rows);
    const other = await view(rows);
    for (const { member } of [one, other]) member.live = false;
    await one.tell([assigned('ada', 1, 'm-1'), deposited('ada', 1, 10)], false);
    const change = await heardOf(batchOf([deposited('ada', 2, 5)], 0, { partition: 1, caughtUp: false }));
    const find = rows.find.bind(rows) as (...asked: readonly unknown[]) => Promise<never>;
    const found: string[] = [];
    rows.find = async (...asked: readonly unknown[]) => {
      const page = await find(...asked);
      const { name } = asked[0] as { name: string };
      found.push(name);
      // The other one is quicker: its total stands before this one begins, and its next change comes before this one commits.
      if (found.length === 1) await other.worker.finish();
      if (name === 'portfolio.v1' && found.length === 4) await other.member.apply(change);
      return page;
    };
    await one.worker.finish();
    expect(found).toEqual(['portfolio.v1.marks', 'portfolio.v1.marks', 'portfolio.v1', 'portfolio.v1']);
    expect(await one.worker.totals.isFresh()).toBe(false);
    await one.worker.finish();
    expect(await one.loads()).toEqual({ 'm-1': { clients: 1, fen: 15 } });
    expect(await one.worker.totals.isFresh()).toBe(true);
    expect(await due(rows)).toBe(0);
  });

  it('stand as their rows do once all is at rest, however processes that touch and recompute them overtake each other', () =>
    fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.tuple(fc.nat(2), fc.boolean()), { minLength: 4, maxLength: 40 }),
        async (scheduler, steps) => {
          const store = new WatchedRowStore();
          const asked = await view(store);
          const live = async (at: number): Promise<void> => {
            const own = slowly(store, () => scheduler.schedule(Promise.resolve()));
            const worker = new ProjectionWorker(portfolio, table, { rows: own, fold });
            const member = await memberOf(own, worker);
            member.live = false;
            let position = 0;
            const say = async (message: AnyMessage): Promise<void> =>
              member.apply(await heardOf(batchOf([message], position++, { partition: at, caughtUp: false })));
            await say(assigned(`k-${String(at)}`, 1, 'm-1'));
            for (const [whose, touches] of steps)
              if (whose === at) await (touches ? say(deposited(`k-${String(at)}`, position, 1)) : worker.finish());
          };
          await scheduler.waitFor(Promise.all([0, 1, 2].map(live)));
          if (!(await asked.worker.totals.isFresh())) await asked.worker.finish();
          const fen = steps.filter(([, touches]) => touches).length;
          expect(await asked.loads()).toEqual({ 'm-1': { clients: 3, fen } });
        },
      ),
      { seed: 20261130, numRuns: 800 },
    ));

  it('that an earlier version has marked are recomputed at the start', async () => {
    const { tell, rows } = await view();
    await tell([assigned('ada', 1, 'm-1'), deposited('ada', 1, 10)]);
    const [standing] = [...(await rows.load(marks, ['load/m-1'])).values()];
    const rewrite = (table: typeof marks | typeof loadTable, key: string, expected: number, doc: JsonObject | null) =>
      rows.commit({ writes: [{ table, rows: [{ key, expected, seen: {}, doc }] }] });
    await rewrite(loadTable, 'm-1', 1, { clients: 7, fen: 7 });
    await rewrite(marks, 'load/m-1', standing?.version ?? 0, { totals: 'load', key: 'm-1' });
    const restarted = await view(rows);
    await restarted.worker.finish();
    expect(await restarted.loads()).toEqual({ 'm-1': { clients: 1, fen: 10 } });
    expect(await rows.count(marks, { index: 'key', where: { done: [1] } })).toBe(1);
  });

  it('that another process left stale are known to whoever is asked, and made fresh there', async () => {
    let time = 0;
    const one = await view(undefined, () => (time += 10));
    const asked = await view(one.rows);
    await one.tell([assigned('ada', 1, 'm-1'), deposited('ada', 1, 10)], false);
    await asked.worker.finish();
    await one.tell([deposited('ada', 2, 5)], false);
    expect(await asked.worker.totals.isFresh()).toBe(false);
    await asked.worker.finish();
    expect((await asked.loads())['m-1']).toEqual({ clients: 1, fen: 15 });
    expect(await asked.worker.totals.isFresh()).toBe(true);
    await one.member.stop();
  });

  it('wait while messages keep coming, and take a hundredth of the time at most', async () => {
    let time = 0;
    const { tell, loads, member, worker } = await view(undefined, () => (time += 10));
    await tell([assigned('ada', 1, 'm-1'), deposited('ada', 1, 10)], false);
    expect((await loads())['m-1']).toMatchObject({ fen: 10 });
    await tell([deposited('ada', 2, 5)], false);
    expect((await loads())['m-1']).toMatchObject({ fen: 10 });
    expect(await worker.totals.isFresh()).toBe(false);
    time += 1_000;
    await tell([deposited('ada', 3, 1)], false);
    expect((await loads())['m-1']).toMatchObject({ fen: 16 });
    await member.stop();
  });

  it('are fresh soon when nothing waits behind a batch, however long they took', async () => {
    let time = 0;
    const { tell, loads, member } = await view(undefined, () => (time += 100));
    await tell([assigned('ada', 1, 'm-1'), deposited('ada', 1, 10)]);
    time += 400;
    await tell([deposited('ada', 2, 5)]);
    expect((await loads())['m-1']).toMatchObject({ fen: 15 });
    await member.stop();
  });

  it('are added up at once when touched alone, and less often, but never late, when touched again and again', async () => {
    const time = { ms: 0 };
    const { tell, member, worker } = await view(undefined, () => (time.ms += 10));
    member.live = false;
    await tell([assigned('ada', 1, 'm-1')], false);
    let position = 0;
    /** Touched so many milliseconds later; whether they are fresh then. */
    const freshAfter = async (ms: number): Promise<boolean> => {
      time.ms += ms;
      await tell([deposited('ada', (position += 1), 1)], false);
      await worker.settle(true);
      return worker.totals.isFresh();
    };
    expect([await freshAfter(0), await freshAfter(60), await freshAfter(500)]).toEqual([true, true, true]);
    // The first of a stream waits a little, and from then on they rest as long as they may be late.
    expect([await freshAfter(10), await freshAfter(30)]).toEqual([false, true]);
    expect([await freshAfter(60), await freshAfter(60), await freshAfter(90)]).toEqual([false, false, true]);
    expect([await freshAfter(500), await freshAfter(60)]).toEqual([true, true]);
  });

  it('that wait are added up though no message comes any more and the store is away just then', async () => {
    let time = 0;
    const { tell, loads, rows, member } = await view(undefined, () => (time += 10));
    await tell([assigned('ada', 1, 'm-1'), deposited('ada', 1, 10)]);
    const find = rows.find.bind(rows);
    let outages = 0;
    rows.find = () => {
      outages++;
      return Promise.reject(new Unavailable('the store is away'));
    };
    await tell([deposited('ada', 2, 5)]);
    await eventually(() => expect(outages).toBe(1));
    rows.find = find;
    expect((await loads())['m-1']).toEqual({ clients: 1, fen: 10 });
    await eventually(async () => expect((await loads())['m-1']).toEqual({ clients: 1, fen: 15 }));
    await member.stop();
  });

  it('wait for the end while the view catches up', async () => {
    const { tell, rows, member, loads } = await view();
    member.live = false;
    await tell([assigned('ada', 1, 'm-1'), deposited('ada', 1, 10)], false);
    expect(await loads()).toEqual({});
    expect(await due(rows)).toBe(1);
    await tell([deposited('ada', 2, 5)], true);
    expect(await loads()).toEqual({ 'm-1': { clients: 1, fen: 15 } });
  });
});
