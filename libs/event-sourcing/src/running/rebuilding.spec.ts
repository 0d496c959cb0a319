import { eventually } from '../eventually.js';
import { Unavailable } from '../failures.js';
import type { Commit } from '../row-store/row-store.js';
import { buildsTable, type Standing } from './builds.js';
import { assigned, deposited, portfolio, type PortfolioRow } from './running.examples.js';
import {
  duties,
  dutyBoard,
  machine,
  publish,
  rowOf,
  story,
  untilDrained,
  withPortfolio,
  type DutyRow,
} from './service.examples.js';

/** Whether a commit makes another build the one that is read. */
const activates = ({ writes }: Commit): boolean =>
  writes.some(({ table, rows }) => table.name === buildsTable.name && JSON.stringify(rows).includes('"old":[{'));

describe('a rebuild', () => {
  const shout: typeof portfolio.on.Assigned = (row, message, tools) =>
    portfolio.on.Assigned?.(row, { ...message, data: { to: message.data.to.toUpperCase() } }, tools);

  it('by a higher version makes the rows beside the old ones, then switches, then drops the old table', async () => {
    const { start, log, rows } = machine();
    await publish(log, story);
    const first = await start();
    await untilDrained(first);
    await first[Symbol.asyncDispose]();
    const hold = Promise.withResolvers<void>();
    const consume = log.consume.bind(log);
    log.consume = async (group, topics, handler, options) =>
      consume(
        group,
        topics,
        async (batch, control) =>
          (group === 'duties.portfolio.v2' ? hold.promise : Promise.resolve()).then(() => handler(batch, control)),
        options,
      );
    await using second = await start(withPortfolio(2, { ...portfolio.on, Assigned: shout }));
    expect(second.activeTable('portfolio').name).toBe('portfolio.v1');
    expect(second.activeTable('load').name).toBe('load.v1');
    expect(await rowOf<PortfolioRow>(rows, second, 'portfolio', 'ada')).toMatchObject({ manager: 'm-2' });
    expect(await second.progress()).toEqual([{ name: 'duties.portfolio.v2', applied: 0, total: 11 }]);
    hold.resolve();
    await eventually(() => expect(second.activeTable('portfolio').name).toBe('portfolio.v2'));
    expect(await rowOf<PortfolioRow>(rows, second, 'portfolio', 'ada')).toMatchObject({ manager: 'M-2', fen: 10 });
    expect(await rowOf(rows, second, 'load', 'M-2')).toEqual({ clients: 2, fen: 15 });
    expect(await second.progress()).toEqual([]);
    await eventually(() =>
      expect(rows.find({ name: 'portfolio.v1', indexes: {} }, { index: 'key', limit: 1 })).rejects.toThrow(
        'not declared',
      ),
    );
    await publish(log, [assigned('ada', 9, 'm-9')]);
    await untilDrained(second);
    expect(await rowOf<PortfolioRow>(rows, second, 'portfolio', 'ada')).toMatchObject({ manager: 'M-9' });
  });

  it('of the same version goes on beside the live rows, which stay fresh, and ends in the same digest', async () => {
    const { start, log, rows } = machine();
    await publish(log, story);
    const changes: string[] = [];
    await using service = await start(duties, { limit: 2, changed: ({ view }) => changes.push(view) });
    await untilDrained(service);
    const hold = Promise.withResolvers<void>();
    const consume = log.consume.bind(log);
    log.consume = async (group, topics, handler, options) =>
      consume(group, topics, async (batch, control) => hold.promise.then(() => handler(batch, control)), options);
    await service.rebuild('portfolio');
    await service.rebuild('portfolio');
    await publish(log, [deposited('ada', 9, 90), deposited('bob', 10, 1)]);
    await eventually(async () =>
      expect(await rowOf<PortfolioRow>(rows, service, 'portfolio', 'ada')).toMatchObject({ fen: 100 }),
    );
    await eventually(async () => expect(await rowOf(rows, service, 'load', 'm-2')).toEqual({ clients: 2, fen: 106 }));
    const digest = await service.digest();
    const told = changes.length;
    expect(told).toBeGreaterThan(0);
    expect(new Set(changes)).toEqual(new Set(['portfolio', 'load', 'duty-board']));
    expect(service.activeTable('portfolio').name).toBe('portfolio.v1');
    hold.resolve();
    await eventually(() => expect(service.activeTable('portfolio').name).toBe('portfolio.v1.r1'));
    await untilDrained(service);
    expect(await service.digest()).toEqual(digest);
    expect(changes).toHaveLength(told);
  });

  it('that is asked for while the stores are away begins when they are back', async () => {
    const { start, log } = machine();
    await publish(log, story);
    await using service = await start();
    await untilDrained(service);
    const ends = log.ends.bind(log);
    let outages = 2;
    log.ends = (topic) => (outages-- > 0 ? Promise.reject(new Unavailable('the log is away')) : ends(topic));
    await service.rebuild('portfolio');
    expect(service.activeTable('portfolio').name).toBe('portfolio.v1');
    await eventually(() => expect(service.activeTable('portfolio').name).toBe('portfolio.v1.r1'));
    await untilDrained(service);
  });

  it('follows another one, whose tables go, also where that one was level in several partitions at once', async () => {
    const { start, log, rows } = machine();
    for (let n = 1; n <= 12; n++) await publish(log, [assigned(`k-${String(n)}`, n, 'm-1')]);
    await using service = await start();
    await untilDrained(service);
    for (const build of ['portfolio.v1.r1', 'portfolio.v1.r2']) {
      await service.rebuild('portfolio');
      await eventually(() => expect(service.activeTable('portfolio').name).toBe(build));
    }
    const dropped = { name: 'portfolio.v1.r1', indexes: {} };
    await eventually(() => expect(rows.find(dropped, { index: 'key', limit: 1 })).rejects.toThrow('not declared'));
    await publish(log, [deposited('k-1', 99, 90)]);
    await untilDrained(service);
    expect(await rowOf<PortfolioRow>(rows, service, 'portfolio', 'k-1')).toMatchObject({ fen: 90 });
  });

  it('that could not take its place at once takes it once, and leaves it to the next one whole', async () => {
    const { start, log, rows } = machine();
    await publish(log, story);
    await using service = await start();
    await untilDrained(service);
    const commit = rows.commit.bind(rows);
    let outages = 1;
    rows.commit = (one) =>
      activates(one) && outages-- > 0 ? Promise.reject(new Unavailable('the rows are away')) : commit(one);
    for (const build of ['portfolio.v1.r1', 'portfolio.v1.r2']) {
      await service.rebuild('portfolio');
      await eventually(() => expect(service.activeTable('portfolio').name).toBe(build));
    }
    expect(outages).toBeLessThan(1);
    const dropped = { name: 'portfolio.v1.r1', indexes: {} };
    await eventually(() => expect(rows.find(dropped, { index: 'key', limit: 1 })).rejects.toThrow('not declared'));
    await publish(log, [deposited('ada', 9, 90)]);
    await untilDrained(service);
    expect(await rowOf<PortfolioRow>(rows, service, 'portfolio', 'ada')).toMatchObject({ fen: 100 });
  });

  it('that is level and has not taken its place yet: the service is not at rest, for readers see the rows of before', async () => {
    const { start, log, rows } = machine();
    await publish(log, story);
    await using service = await start();
    await untilDrained(service);
    const [isLevel, goesOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const commit = rows.commit.bind(rows);
    rows.commit = async (one) => {
      if (activates(one)) isLevel.resolve();
      if (activates(one)) await goesOn.promise;
      await commit(one);
    };
    const beginning = service.rebuild('portfolio');
    await isLevel.promise;
    const meanwhile = [await service.drained(), await service.drained()];
    goesOn.resolve();
    await beginning;
    expect(meanwhile).toEqual([undefined, undefined]);
    await untilDrained(service);
    expect(service.activeTable('portfolio').name).toBe('portfolio.v1.r1');
  });

  it('goes on after a restart where it stood', async () => {
    const { start, log } = machine();
    await publish(
      log,
      Array.from({ length: 40 }, (_, n) => deposited('ada', n + 1, 1)),
    );
    const first = await start();
    await untilDrained(first);
    const digest = await first.digest();
    const consume = log.consume.bind(log);
    let given = 0;
    log.consume = async (group, topics, handler, options) =>
      consume(
        group,
        topics,
        async (batch, control) => {
          if (group.startsWith('duties.portfolio') && ++given > 3)
            await new Promise((resolve) => control.signal.addEventListener('abort', resolve));
          if (control.signal.aborted) throw new Error('stopped');
          return handler(batch, control);
        },
        { ...options, limit: 5 },
      );
    await first.rebuild('portfolio');
    await eventually(() => expect(given).toBeGreaterThan(3));
    await first[Symbol.asyncDispose]();
    log.consume = consume;
    await using second = await start();
    await eventually(() => expect(second.activeTable('portfolio').name).toBe('portfolio.v1.r1'));
    await untilDrained(second);
    expect(await second.digest()).toEqual(digest);
  });

  it('that had joined as its process died takes over in the next one, and nobody loses a seat by it', async () => {
    const { start, log, rows } = machine();
    await publish(log, story);
    const first = await start();
    await untilDrained(first);
    const commit = rows.commit.bind(rows);
    let tried = 0;
    const activates = ({ writes }: Commit): boolean =>
      writes.some(
        ({ table, rows: [row] }) => table === buildsTable && (row?.doc as Standing | null)?.building === null,
      );
    rows.commit = (asked) =>
      activates(asked) && ++tried > 0 ? Promise.reject(new Unavailable('the process dies here')) : commit(asked);
    await first.rebuild('portfolio');
    await eventually(() => expect(tried).toBeGreaterThan(0));
    await first[Symbol.asyncDispose]();
    rows.commit = commit;
    await using second = await start();
    expect(second.activeTable('portfolio').name).toBe('portfolio.v1.r1');
    await publish(log, [assigned('ada', 9, 'm-9')]);
    await untilDrained(second);
    expect(await rowOf<DutyRow>(rows, second, 'duty-board', 'ada')).toMatchObject({ managers: ['m-1', 'm-2', 'm-9'] });
  });

  it('back to an earlier version begins at the first message, whatever that version had read before', async () => {
    const { start, log } = machine();
    await publish(log, story);
    const first = await start();
    await untilDrained(first);
    const digest = await first.digest();
    await first[Symbol.asyncDispose]();
    const second = await start(withPortfolio(2, { ...portfolio.on, Assigned: shout }));
    await eventually(() => expect(second.activeTable('portfolio').name).toBe('portfolio.v2'));
    await second[Symbol.asyncDispose]();
    await using third = await start();
    await eventually(() => expect(third.activeTable('portfolio').name).toMatch(/^portfolio\.v1(\.r1)?$/));
    await untilDrained(third);
    expect(await third.digest()).toEqual(digest);
  });

  it('is throttled when asked to', async () => {
    const { start, log } = machine();
    await publish(
      log,
      Array.from({ length: 50 }, (_, n) => deposited('ada', n + 1, 1)),
    );
    const waits: number[] = [];
    const pause = async (milliseconds: number): Promise<void> => {
      waits.push(milliseconds);
      await new Promise((resolve) => setImmediate(resolve));
    };
    await using service = await start(duties, { rebuildPerSecond: 10, limit: 10, pause });
    await untilDrained(service);
    waits.length = 0;
    await service.rebuild('portfolio');
    await eventually(() => expect(service.activeTable('portfolio').name).toBe('portfolio.v1.r1'));
    expect(waits.filter((wait) => wait > 500)).toHaveLength(4);
  });

  it('a view that is new to a running service catches up alone, then joins', async () => {
    const { start, log, rows } = machine();
    await publish(log, story);
    const first = await start({ ...duties, projections: [dutyBoard] });
    await untilDrained(first);
    await first[Symbol.asyncDispose]();
    const groups: string[] = [];
    const consume = log.consume.bind(log);
    log.consume = async (group, ...rest) => (groups.push(group), consume(group, ...rest));
    await using second = await start();
    await untilDrained(second);
    await eventually(async () => expect((await second.figures()).members.every(({ live }) => live)).toBe(true));
    expect(groups).toEqual(['duties', 'duties.portfolio.v1']);
    expect(await rowOf<PortfolioRow>(rows, second, 'portfolio', 'ada')).toMatchObject({ fen: 10, manager: 'm-2' });
    await publish(log, [deposited('ada', 9, 90)]);
    await untilDrained(second);
    expect(await rowOf<PortfolioRow>(rows, second, 'portfolio', 'ada')).toMatchObject({ fen: 100 });
  });
});
