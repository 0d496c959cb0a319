import { runInThisContext } from 'node:vm';
import { eventually } from '../eventually.js';
import { RevisionConflict, Unavailable } from '../failures.js';
import { createHandler } from '../handle-command.js';
import type { Batch } from '../message-log/message-log.js';
import { tableOf } from '../projection.js';
import type { Reaction } from '../reaction.js';
import type { Commit, Table } from '../row-store/row-store.js';
import { pause } from './pause.js';
import { declareTables } from './declare-tables.js';
import { assigned, deposited, portfolio, type Deposited, type PortfolioRow } from './running.examples.js';
import {
  duties,
  machine,
  note,
  openDuty,
  publish,
  rowOf,
  story,
  untilDrained,
  withPortfolio,
  type DutyRow,
} from './service.examples.js';

describe('a running service', () => {
  it('hears, decides, says, hears itself, and does what falls due', async () => {
    const { start, log, rows } = machine();
    await publish(log, story);
    await using service = await start();
    await untilDrained(service);
    expect(await rowOf<PortfolioRow>(rows, service, 'portfolio', 'ada')).toMatchObject({ fen: 10, manager: 'm-2' });
    expect(await rowOf(rows, service, 'load', 'm-2')).toEqual({ clients: 2, fen: 15 });
    expect(await rowOf<DutyRow>(rows, service, 'duty-board', 'ada')).toEqual({
      managers: ['m-1', 'm-2'],
      reminded: ['2026-01-06T01:00:04.000Z'],
    });
    expect(await service.figures()).toMatchObject({ lag: 0, parked: 0, refusals: 1, issued: 2, lapsed: 0 });
    expect(service.lastProgress()).toEqual(expect.any(Number));
  });

  it('says, hears and does nothing before all may begin, and ends well before it', async () => {
    const { start, ports, log, rows } = machine();
    const handle = createHandler(duties.aggregates[0] as (typeof duties.aggregates)[number], ports());
    const at = '2026-01-08T00:00:00.000Z';
    const metadata = { actor: 's-1', commandId: 'c-1', correlationId: 'w-1', causationId: 'c-1', occurredAt: at };
    await handle('dora', openDuty, { clientId: 'dora', manager: 'm-1', at }, metadata);
    await publish(log, story);
    const never = await start(duties, { begun: new Promise(() => undefined) });
    await pause(30);
    await never[Symbol.asyncDispose]();
    const begun = Promise.withResolvers<void>();
    await using service = await start(duties, { begun: begun.promise });
    await pause(30);
    expect(await log.ends('duties.events')).toEqual(new Map());
    begun.resolve();
    await untilDrained(service);
    expect((await log.ends('duties.events')).size).toBeGreaterThan(0);
    expect(await rowOf<PortfolioRow>(rows, service, 'portfolio', 'ada')).toMatchObject({ fen: 10, manager: 'm-2' });
  });

  it('that cannot begin says so once: no failure of its beginning is left that nobody hears of', async () => {
    const { start, log, rows } = machine();
    const ends = log.ends.bind(log);
    // The rows are away while the log is slow.
    Object.assign(log, {
      ends: async (topic: string) => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        return ends(topic);
      },
    });
    const declare = rows.declare.bind(rows);
    Object.assign(rows, {
      declare: async (table: Table) => {
        if (table.name.endsWith('.gone')) throw new Unavailable('the rows are away');
        await declare(table);
      },
    });
    const unheard: unknown[] = [];
    const hear = (error: unknown): void => void unheard.push(error);
    // The process itself, not Jest's copy of it: Node would end it here.
    const node = runInThisContext('process') as NodeJS.Process;
    node.on('unhandledRejection', hear);
    try {
      await expect(start()).rejects.toBeInstanceOf(Unavailable);
      await new Promise((resolve) => setTimeout(resolve, 20));
    } finally {
      node.off('unhandledRejection', hear);
    }
    expect(unheard).toEqual([]);
  });

  describe('with a reaction that does not hear history', () => {
    const [reaction] = duties.reactions;
    const { fromStart: _heard, ...fresh } = reaction as { fromStart?: true } & NonNullable<typeof reaction>;
    const openings = async (...past: typeof story) => {
      const { start, log, rows } = machine('2026-02-01T00:00:00.000Z');
      await publish(log, past);
      await using service = await start({ ...duties, reactions: [fresh] });
      await publish(log, story);
      await untilDrained(service);
      return await rowOf<DutyRow>(rows, service, 'duty-board', 'ada');
    };

    it('passes over what was recorded before its first deployment', async () =>
      expect(await openings(deposited('ada', 1, 10))).toBeUndefined());
    it('hears everything where nothing was said before, though the clock was put back since', async () =>
      expect((await openings())?.managers).toEqual(['m-1', 'm-2']));
  });

  it('decides on totals as the rows below them stand, also where readers are still shown older ones', async () => {
    const { start, log, rows } = machine();
    const find = rows.find.bind(rows);
    // Adding up takes long, so that it is put off between batches.
    Object.assign(rows, {
      find: async (...asked: Parameters<typeof find>) => {
        if (asked[1].index === 'byManager') await new Promise((resolve) => setTimeout(resolve, 20));
        return find(...asked);
      },
    });
    const load = tableOf({ name: 'load', version: 1, indexes: {} });
    const seen: unknown[] = [];
    const watching: Reaction<Deposited> = {
      name: 'watch-load',
      fromStart: true,
      needs: () => [{ table: load, keys: ['m-1'] }],
      on: { Deposited: (_message, known) => (seen.push(known.row<{ fen: number }>(load, 'm-1')?.fen), []) },
    };
    await using service = await start({ ...duties, reactions: [watching], agendas: [] });
    await publish(log, [assigned('ada', 1, 'm-1')]);
    await untilDrained(service);
    for (const [nth, fen] of [10, 5, 1].entries()) {
      await publish(log, [deposited('ada', nth + 2, fen)]);
      await eventually(() => expect(seen).toHaveLength(nth + 1));
    }
    expect(seen).toEqual([10, 15, 16]);
  });

  it('is drained only when the relay, the members and the scheduler are at rest', async () => {
    const { start, log, clock } = machine('2026-01-05T02:00:00.000Z');
    await publish(log, story);
    await using service = await start();
    await untilDrained(service);
    expect((await service.figures()).issued).toBe(0);
    clock.set('2026-01-07T00:00:00.000Z');
    expect(await service.drained()).toBeUndefined();
    await untilDrained(service);
    expect((await service.figures()).issued).toBe(2);
    const standing = await service.drained();
    expect(await service.drained()).toBe(standing);
    await publish(log, [deposited('ada', 9, 1)]);
    expect(await service.drained()).toBeUndefined();
    await untilDrained(service);
    expect(await service.drained()).not.toBe(standing);
  });

  it('does what falls due though what is to be heard never ends', async () => {
    const { start, log, clock, rows } = machine('2026-01-05T02:00:00.000Z');
    await publish(log, story);
    await using service = await start();
    await untilDrained(service);
    const commit = rows.commit.bind(rows);
    Object.assign(rows, { commit: async (one: Commit) => (await pause(10), await commit(one)) });
    let [talks, rested] = [true, 0];
    const talking = (async () => {
      for (let nth = 100; talks; nth++) {
        await publish(log, [deposited('ada', nth, 1)]);
        await pause(2);
        if (await service.hasReadAll()) rested += 1;
      }
    })();
    clock.set('2026-01-07T00:00:00.000Z');
    await eventually(async () => expect((await service.figures()).issued).toBe(2));
    talks = false;
    await talking;
    expect(rested).toBe(0);
  });

  it('is not drained while something is still to be said', async () => {
    const { start, log, events } = machine();
    const publishNow = log.publish.bind(log);
    log.publish = async (topic, messages) => {
      if (topic === 'duties.events') throw new Unavailable('broker');
      return publishNow(topic, messages);
    };
    await publish(log, story);
    const failures: string[] = [];
    await using service = await start(duties, { failed: ({ message }) => failures.push(message) });
    await eventually(async () => expect((await service.figures()).members.at(-1)?.applied).toBe(4));
    await eventually(async () => expect((await service.figures()).lag).toBe(0));
    expect(await service.hasReadAll()).toBe(false);
    const position = (await events.head()) ?? '';
    const { ends } = await service.readUpTo({});
    expect(ends).not.toEqual([]);
    expect(await service.readUpTo({ position, ends })).toEqual({ atRest: false, said: false, heard: true, ends });
    const elsewhere = [...ends, { topic: 'elsewhere.events', partition: 0, end: '0' }];
    expect(await service.readUpTo({ position: '', ends: elsewhere })).toMatchObject({ said: true, heard: false });
    expect(failures).toContain('broker');
    log.publish = publishNow;
    await untilDrained(service);
  });

  it('saves what concerned nobody so that another process knows of it, also when that fails at first', async () => {
    const { start, log, rows } = machine();
    const failures: string[] = [];
    await using one = await start(duties, { failed: ({ message }) => failures.push(message) });
    await untilDrained(one);
    const fail = (times: number) => () => {
      if (times > 1) rows.beforeCommit = fail(times - 1);
      throw new Unavailable('row store');
    };
    rows.beforeCommit = fail(2);
    await publish(log, [{ ...assigned('ada', 9, 'm-1'), type: 'Renamed' }]);
    const saved = () =>
      Promise.all([0, 1, 2].map((at) => rows.checkpoint(`duties.portfolio.v1:allocation.events/${String(at)}`)));
    await eventually(async () =>
      expect((await saved()).filter((checkpoint) => typeof checkpoint === 'string')).toHaveLength(1),
    );
    expect(failures).toEqual(['row store', 'row store']);
  });

  it('finds all its tables made by a deployment before it starts, whatever is read and being made', async () => {
    const { start, rows, log } = machine();
    await publish(log, story);
    const declared = new Set<string>();
    const declareNow = rows.declare.bind(rows);
    rows.declare = async (table) => {
      declared.add(`${table.name} ${JSON.stringify(table.indexes)}`);
      await declareNow(table);
    };
    for (const definition of [duties, duties, withPortfolio(2)]) {
      declared.clear();
      await declareTables(definition, rows);
      const made = new Set(declared);
      declared.clear();
      await using service = await start(definition);
      expect([...declared].filter((table) => !made.has(table))).toEqual([]);
      expect(declared.size).toBeGreaterThan(8);
      await untilDrained(service);
    }
  });

  it('is given no message that nobody in it handles, and has come as far as if it were', async () => {
    const { start, log } = machine();
    const given: Batch[] = [];
    const consume = log.consume.bind(log);
    Object.assign(log, {
      consume: (...[group, topics, handler, options]: Parameters<typeof consume>) =>
        consume(group, topics, (batch, control) => (given.push(batch), handler(batch, control)), options),
    });
    await using service = await start();
    const unheard = { ...deposited('ada', 7, 1), type: 'Unheard' };
    await publish(log, [...story, unheard]);
    await untilDrained(service);
    expect(await service.waitFor('portfolio', unheard.position, 'clients')).toBe(true);
    const types = given.flatMap(({ items }) => items.map((item) => ('message' in item ? item.message.type : 'none')));
    // Each of these is handled by one of them alone.
    expect(new Set(types)).toEqual(new Set(['Assigned', 'Deposited', 'DutyOpened', 'DutyReminded']));
    expect(given.reduce((sum, { passed }) => sum + (passed?.count ?? 0), 0)).toBe(1);
  });

  it('says that a batch failed, and takes it again', async () => {
    const { start, log, rows } = machine();
    const failures: string[] = [];
    await using service = await start(duties, { failed: ({ message }) => failures.push(message) });
    await untilDrained(service);
    rows.beforeCommit = () => {
      throw new Unavailable('row store');
    };
    await publish(log, [deposited('ada', 1, 10)]);
    await untilDrained(service);
    expect(failures).toEqual(['row store']);
    expect(await rowOf(rows, service, 'portfolio', 'ada')).toMatchObject({ fen: 10 });
  });

  it('waits for a position of a source, and answers false when it does not come', async () => {
    const { start, log, rows } = machine();
    await using service = await start();
    const waiting = service.waitFor('portfolio', deposited('ada', 7, 1).position, 'clients');
    await publish(log, [deposited('ada', 7, 1)]);
    expect(await waiting).toBe(true);
    expect(await rowOf(rows, service, 'portfolio', 'ada')).toMatchObject({ fen: 1 });
    expect(await service.waitFor('portfolio', deposited('ada', 8, 1).position, 'clients', 30)).toBe(false);
  });

  it('waits for what a command of its own has written, also when nothing is said of it', async () => {
    const { start, ports, rows } = machine();
    const all = ports();
    const aggregate = duties.aggregates[0] as (typeof duties.aggregates)[number];
    const handle = createHandler(aggregate, all);
    await using service = await start(duties, { handlers: new Map([['duty', handle]]) });
    const at = '2026-01-08T00:00:00.000Z';
    const metadata = { actor: 's-1', commandId: 'c-1', correlationId: 'w-1', causationId: 'c-1', occurredAt: at };
    const opened = await handle('ada', openDuty, { clientId: 'ada', manager: 'm-1', at }, metadata);
    expect(await service.waitFor('duty-board', opened.position ?? '', 'duties')).toBe(true);
    expect(await rowOf<DutyRow>(rows, service, 'duty-board', 'ada')).toMatchObject({ managers: ['m-1'] });
    const noted = await handle('ada', note, { clientId: 'ada' }, { ...metadata, commandId: 'c-2' });
    expect(await service.waitFor('duty-board', noted.position ?? '', 'duties')).toBe(true);
  });

  it('waits for its own words until they are said, though a later one came into another partition before', async () => {
    const { start, ports, log, rows } = machine();
    const all = ports();
    const handle = createHandler(duties.aggregates[0] as (typeof duties.aggregates)[number], all);
    const at = '2026-01-08T00:00:00.000Z';
    const metadata = { actor: 's-1', correlationId: 'w-1', causationId: 'w-1', occurredAt: at };
    const opened = async (clientId: string) =>
      await handle(clientId, openDuty, { clientId, manager: 'm-1', at }, { ...metadata, commandId: clientId });
    const [first] = [await opened('ada'), await opened('bob'), await opened('cy')];
    const gate = Promise.withResolvers<undefined>();
    const publishing = log.publish.bind(log);
    // All that is said together comes at once, but for what the first of it says.
    Object.assign(log, {
      publish: async (topic: string, messages: Parameters<typeof publishing>[1]) => {
        if (topic !== 'duties.events') return await publishing(topic, messages);
        await publishing(topic, messages.filter(({ key }) => key !== 'ada'));
        await gate.promise;
        await publishing(topic, messages.filter(({ key }) => key === 'ada'));
      },
    }); // prettier-ignore
    await using service = await start(duties, { handlers: new Map([['duty', handle]]) });
    for (const key of ['bob', 'cy'])
      await eventually(async () => expect(await rowOf(rows, service, 'duty-board', key)).toBeDefined());
    expect(await service.waitFor('duty-board', first.position ?? '', 'duties', 50)).toBe(false);
    const waiting = service.waitFor('duty-board', first.position ?? '', 'duties');
    gate.resolve(undefined);
    expect(await waiting).toBe(true);
    expect(await rowOf<DutyRow>(rows, service, 'duty-board', 'ada')).toMatchObject({ managers: ['m-1'] });
  });

  it('restarts from its own checkpoints and repeats nothing', async () => {
    const { start, log, rows } = machine();
    await publish(log, story);
    const first = await start();
    await untilDrained(first);
    const digest = await first.digest();
    await first[Symbol.asyncDispose]();
    const commits = rows.commits.length;
    await using second = await start();
    await untilDrained(second);
    expect(await second.digest()).toEqual(digest);
    expect((await second.figures()).members.map(({ applied }) => applied)).toEqual([0, 0, 0, 0]);
    const written = rows.commits.slice(commits).flatMap(({ writes }) => writes.map(({ table }) => table.name));
    expect(written.filter((name) => !['relay.v1'].includes(name))).toEqual([]);
  });

  it('reads again what the row store has lost of its last commits', async () => {
    const { start, log, rows } = machine();
    await publish(log, story);
    const first = await start();
    await untilDrained(first);
    const digest = await first.digest();
    await first[Symbol.asyncDispose]();
    // The group has committed these offsets; the view's last commits are gone.
    const { table, checkpoints } = {
      table: first.activeTable('portfolio'),
      checkpoints: rows.commits.flatMap((commit) => Object.keys(commit.checkpoints ?? {})),
    };
    const lost = (await rows.find(table, { index: 'key', limit: 99 })).rows.map(({ key, version }) => ({
      key,
      expected: version,
      seen: {},
      doc: null,
    }));
    const names = [...new Set(checkpoints.filter((name) => name.startsWith('duties.portfolio.v1:')))];
    await rows.commit({
      writes: [{ table, rows: lost }],
      checkpoints: Object.fromEntries(names.map((name) => [name, null])),
    });
    await using second = await start();
    await untilDrained(second);
    expect(await second.digest()).toEqual(digest);
  });

  it('parks, lists, replays and drops by consumer and key', async () => {
    const { start, log, rows } = machine();
    let broken = true;
    const Deposited: typeof portfolio.on.Deposited = (row, message, tools) => {
      if (broken) throw new TypeError('broken');
      return portfolio.on.Deposited?.(row, message, tools);
    };
    await using service = await start(withPortfolio(1, { ...portfolio.on, Deposited }), {
      pause: () => new Promise((resolve) => setImmediate(resolve)),
    });
    await publish(log, story);
    await untilDrained(service);
    const { keys } = await service.parked({ consumer: 'duties.portfolio.v1', limit: 9 });
    expect(keys.map(({ key }) => key).toSorted()).toEqual(['ada', 'bob']);
    expect(
      await service.drop('duties.portfolio.v1', 'bob', {
        reason: 'test',
        actor: 's-1',
      }),
    ).toBeGreaterThan(0);
    broken = false;
    expect(await service.replay('duties.portfolio.v1', 'ada')).toBeGreaterThan(0);
    expect((await service.figures()).parked).toBe(0);
    expect(await rowOf<PortfolioRow>(rows, service, 'portfolio', 'ada')).toMatchObject({ fen: 10, manager: 'm-2' });
    expect(() => service.replay('duties.nobody', 'ada')).toThrow('parked.no-such-consumer');
  });

  it('stops within its time also while a conflict is retried for ever', async () => {
    const { start, log, events } = machine();
    events.appendMany = async (appends) => {
      return appends.map(({ stream, expected }) => new RevisionConflict(stream, expected));
    };
    await publish(log, story);
    const service = await start();
    await eventually(async () => expect((await service.figures()).lag).toBeGreaterThan(0));
    await service[Symbol.asyncDispose]();
  });
});
