import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, jest } from '@jest/globals';
import { tableOf, Unavailable } from '@pcrm/event-sourcing';
import { eventually, InMemoryRowStore } from '@pcrm/event-sourcing/testing';
import { dayNumber } from '@pcrm/contracts';
import { accountsTable } from './kept-accounts.js';
import { clientList } from './know/client-list/client-list.projection.js';
import { blankRow, type ClientRow } from './know/client-list/client-row.js';
import { firstPolicy } from './known-rows.js';
import { ListRefresh } from './list-refresh.adapter.js';
import { packAccount } from './value/asset-account.js';

/** A refresh that takes a while, and the dates for which one was begun. */
function refreshing(restMs: number) {
  const begun: string[] = [];
  const told: unknown[] = [];
  const refresh = new ListRefresh({
    rows: new InMemoryRowStore(),
    tables: { activeTable: () => tableOf(clientList) },
    versions: () => pause(100, []),
    lastLook: () => undefined,
    restMs,
    failed: (error) => told.push(error),
  });
  const run = refresh.run.bind(refresh);
  refresh.run = (through) => {
    begun.push(through);
    return run(through);
  };
  return { refresh, begun, told };
}

/** What a list shows of one client whose account is at revision 4, after a look at some revision and date. */
async function shownAfter(
  look: { readonly revision: number; readonly through: string; readonly policies: number },
  dates: readonly string[] = ['2026-11-20'],
) {
  const rows = new InMemoryRowStore();
  const list = tableOf(clientList);
  for (const table of [accountsTable, list]) await rows.declare(table);
  const day = dayNumber('2026-11-20');
  const cells = { days: [day], fens: [365_000], orders: [1] };
  const state = packAccount({ cells: [cells], firstDay: day, lastDay: day, openingAverageFen: undefined });
  const account = { key: 'c-1', expected: 0, seen: {}, doc: { revision: 4, version: 1, state } };
  const client = { key: 'c-1', expected: 0, seen: {}, doc: blankRow('c-1') as never };
  await rows.commit({ writes: [{ table: accountsTable, rows: [account] }, { table: list, rows: [client] }] }); // prettier-ignore
  const found = { ...look, due: '2026-12-01', averageFen: 77, coveredDays: 7 };
  const refresh = new ListRefresh({
    ...{ rows, restMs: 0, tables: { activeTable: () => list }, failed: () => undefined },
    versions: async () => [firstPolicy],
    lastLook: () => found,
  });
  for (const through of dates) await refresh.run(through);
  const row = (await rows.load<ClientRow>(list, ['c-1'])).get('c-1')?.doc;
  return [row?._averageFen, row?._coveredDays, row?._asOf];
}

describe('the averages in the client list', () => {
  it('are those a closing has found, where they are still so', async () => {
    const look = { revision: 4, through: '2026-11-20', policies: 1 };
    expect(await shownAfter(look)).toEqual([77, 7, '2026-11-20']);
    const anew = [1_000, 1, '2026-11-20'];
    expect(await shownAfter({ ...look, revision: 3 })).toEqual(anew);
    expect(await shownAfter({ ...look, through: '2026-11-19' })).toEqual(anew);
    expect(await shownAfter({ ...look, policies: 0 })).toEqual(anew);
  });

  it('never go back to an earlier date, though a process that brings them there is late', async () => {
    const look = { revision: 4, through: '2026-11-20', policies: 1 };
    expect(await shownAfter(look, ['2026-11-20', '2026-11-19'])).toEqual([77, 7, '2026-11-20']);
  });

  it('are brought to the last date soon after no more follow, however long a refresh takes', async () => {
    const { refresh, begun } = refreshing(20);
    for (const date of ['2026-11-01', '2026-11-02', '2026-11-03']) refresh.ask(date);
    for (let look = 0; look < 100 && begun.length < 2; look++) await pause(50);
    expect(begun).toEqual(['2026-11-01', '2026-11-03']);
  });

  it('are brought there by the next process where one ended before it had, and only then', async () => {
    const rows = new InMemoryRowStore();
    const begun = () => {
      const tools = { rows, restMs: 0, tables: { activeTable: () => tableOf(clientList) }, failed: () => undefined };
      const refresh = new ListRefresh({ ...tools, versions: async () => [], lastLook: () => undefined });
      const dates: string[] = [];
      refresh.ask = (through) => void dates.push(through);
      return { refresh, dates };
    };
    const first = begun();
    await first.refresh.resume('2026-11-20');
    expect(first.dates).toEqual(['2026-11-20']);
    await first.refresh.run('2026-11-20');
    const second = begun();
    await second.refresh.resume('2026-11-20');
    expect(second.dates).toEqual([]);
    rows.find = () => Promise.reject(new Unavailable('the store is away'));
    await expect(second.refresh.run('2026-11-20')).rejects.toBeInstanceOf(Unavailable);
    const third = begun();
    await third.refresh.resume('2026-11-20');
    expect(third.dates).toEqual(['2026-11-20']);
  });

  it('are asked for again when the rows are those of another build, and only then', async () => {
    const rows = new InMemoryRowStore();
    let table = tableOf(clientList);
    const refresh = new ListRefresh({
      ...{ rows, restMs: 0, tables: { activeTable: () => table }, failed: () => undefined },
      ...{ versions: async () => [], lastLook: () => undefined },
    });
    const asked: string[] = [];
    refresh.ask = (through) => void asked.push(through);
    const look = async (): Promise<readonly string[]> => {
      const stop = new AbortController();
      const following = refresh.follow(async () => '2026-11-21', stop.signal);
      await pause(20);
      stop.abort();
      await following;
      return asked.splice(0);
    };
    expect(await look()).toEqual([]);
    await refresh.run('2026-11-20');
    expect(await look()).toEqual([]);
    table = { ...table, name: `${table.name}.r2` };
    expect(await look()).toEqual(['2026-11-21']);
    await refresh.run('2026-11-21');
    expect(await look()).toEqual([]);
  });

  it('are asked for again then in the rest behind a refresh too, and not during one', async () => {
    const rows = new InMemoryRowStore();
    let table = tableOf(clientList);
    const held = Promise.withResolvers<readonly never[]>();
    const refresh = new ListRefresh({
      ...{ rows, restMs: 60_000, tables: { activeTable: () => table }, failed: () => undefined },
      ...{ versions: () => held.promise, lastLook: () => undefined },
    });
    await rows.commit({
      writes: [],
      checkpoints: { 'list-refresh': { through: '2026-11-19', done: true, table: 'x' } },
    });
    refresh.ask('2026-11-20');
    const asked = jest.spyOn(refresh, 'ask');
    const stop = new AbortController();
    const following = refresh.follow(async () => '2026-11-20', stop.signal);
    await pause(20);
    expect(asked).not.toHaveBeenCalled();
    stop.abort();
    await following;
    held.resolve([]);
    await eventually(async () => expect(await rows.checkpoint('list-refresh')).toMatchObject({ done: true }));
    table = { ...table, name: `${table.name}.r2` };
    const again = new AbortController();
    const followingAgain = refresh.follow(async () => '2026-11-20', again.signal);
    await eventually(() => expect(asked).toHaveBeenCalledWith('2026-11-20'));
    again.abort();
    await followingAgain;
    refresh.stop();
  });

  it('are asked for by the next process too where they were asked for again during a refresh, or in the rest behind it', async () => {
    const held: PromiseWithResolvers<readonly never[]>[] = [];
    const begun = (rows = new InMemoryRowStore()) => {
      const tools = {
        rows,
        restMs: 60_000,
        tables: { activeTable: () => tableOf(clientList) },
        failed: () => undefined,
      };
      const versions = () => {
        held.push(Promise.withResolvers<readonly never[]>());
        return (held.at(-1) as PromiseWithResolvers<readonly never[]>).promise;
      };
      return { rows, refresh: new ListRefresh({ ...tools, versions, lastLook: () => undefined }) };
    };
    const marked = (rows: InMemoryRowStore) => rows.checkpoint('list-refresh');
    const open = { through: '2026-11-20', done: false };
    const done = { ...open, done: true, table: tableOf(clientList).name };
    const during = begun();
    during.refresh.ask('2026-11-20');
    await eventually(async () => expect(held).toHaveLength(1));
    during.refresh.ask('2026-11-20');
    held[0]?.resolve([]);
    await pause(20);
    expect(await marked(during.rows)).toMatchObject(open);

    const behind = begun();
    behind.refresh.ask('2026-11-20');
    await eventually(async () => expect(held).toHaveLength(2));
    held[1]?.resolve([]);
    await eventually(async () => expect(await marked(behind.rows)).toEqual(done));
    behind.refresh.ask('2026-11-20');
    await eventually(async () => expect(await marked(behind.rows)).toEqual(open));

    const stopped = begun();
    stopped.refresh.ask('2026-11-20');
    await eventually(async () => expect(held).toHaveLength(3));
    stopped.refresh.stop();
    held[2]?.resolve([]);
    await pause(20);
    expect(await marked(stopped.rows)).toEqual(open);
    for (const { refresh } of [during, behind]) refresh.stop();
  });

  it('are tried for twice as seldom each time they fail', async () => {
    jest.useFakeTimers();
    try {
      const { refresh, begun } = refreshing(1_000);
      refresh.run = (through) => {
        begun.push(through);
        return Promise.reject(new Unavailable('the store is away'));
      };
      refresh.ask('2026-11-20');
      await jest.advanceTimersByTimeAsync(15_000);
      // At once, after 2 s, 4 s more, 8 s more.
      expect(begun).toHaveLength(4);
      refresh.stop();
    } finally {
      jest.useRealTimers();
    }
  });

  it('are left alone while one date follows the other', async () => {
    const { refresh, begun } = refreshing(2_000);
    for (let day = 10; day < 30; day++) {
      refresh.ask(`2026-11-${String(day)}`);
      await pause(20);
    }
    expect(begun).toEqual(['2026-11-10']);
  });

  it('are brought there too where that failed at first, for the date asked for last; not once all has ended', async () => {
    const { refresh, begun, told } = refreshing(20);
    const runs: PromiseWithResolvers<void>[] = [];
    refresh.run = (through) => {
      begun.push(through);
      runs.push(Promise.withResolvers<void>());
      return (runs.at(-1) as PromiseWithResolvers<void>).promise;
    };
    const away = new Unavailable('the store is away');
    refresh.ask('2026-11-01');
    runs[0]?.reject(away);
    await eventually(async () => expect(begun).toEqual(['2026-11-01', '2026-11-01']));
    refresh.ask('2026-11-02');
    runs[1]?.reject(away);
    await eventually(async () => expect(begun).toEqual(['2026-11-01', '2026-11-01', '2026-11-02']));
    refresh.stop();
    runs[2]?.reject(away);
    await pause(100);
    expect([begun.length, told]).toEqual([3, [away, away]]);
  });

  it('let others have their turn between a hundred rows and the next, and reach all of them', async () => {
    const rows = new InMemoryRowStore();
    const list = tableOf(clientList);
    for (const table of [accountsTable, list]) await rows.declare(table);
    const ids = Array.from({ length: 250 }, (_, at) => `c-${String(at).padStart(3, '0')}`);
    const row = (key: string, doc: object) => ({ key, expected: 0, seen: {}, doc: doc as never });
    await rows.commit({
      writes: [
        { table: accountsTable, rows: ids.map((id) => row(id, { revision: 1, version: 1, state: null })) },
        { table: list, rows: ids.map((id) => row(id, blankRow(id))) },
      ],
    });
    const refresh = new ListRefresh({
      ...{ rows, restMs: 0, tables: { activeTable: () => list }, failed: () => undefined },
      versions: async () => [firstPolicy],
      lastLook: () => ({
        revision: 1,
        through: '2026-11-20',
        policies: 1,
        due: '2026-12-01',
        averageFen: 77,
        coveredDays: 7,
      }),
    });
    let othersTurns = 0;
    const others = setInterval(() => othersTurns++, 0);
    await refresh.run('2026-11-20');
    clearInterval(others);
    expect(othersTurns).toBeGreaterThan(0);
    const found = await rows.load<ClientRow>(list, ids);
    expect([...found.values()].filter(({ doc }) => doc._averageFen === 77)).toHaveLength(250);
  });
});
