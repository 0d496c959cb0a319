import { createHash } from 'node:crypto';
import { eventually } from '../eventually.js';
import { VersionConflict } from '../failures.js';
import { InMemoryRowStore } from '../in-memory/in-memory.row-store.js';
import type { MessageLog } from '../message-log/message-log.js';
import { tableOf } from '../projection.js';
import type { Reaction } from '../reaction.js';
import type { ServiceDefinition } from '../service.js';
import type { Digest } from './digest.js';
import { pause } from './pause.js';
import { runService, type RunOptions } from './run-service.js';
import { assigned, deposited, digits, portfolio, type Deposited, type PortfolioRow } from './running.examples.js';
import type { RunningService } from './running-service.js';
import { duties, machine, publish, untilDrained, withPortfolio } from './service.examples.js';

const CLIENTS = Array.from({ length: 12 }, (_, n) => `client-${String(n)}`);
const NEVER = 1_000_000;
const next = withPortfolio(2);

/** The log as one of two processes has it: every other partition of the live group is its own; who catches up alone has all. */
function shareOf(log: MessageLog, nth: number): MessageLog {
  const consume: MessageLog['consume'] = (group, topics, handler, options = {}) => {
    if (group !== duties.name) return log.consume(group, topics, handler, options);
    const own = (partition: number): boolean => partition % 2 === nth;
    return log.consume(
      `${group}#${String(nth)}`,
      topics,
      async (batch, control) => (own(batch.partition) ? handler(batch, control) : undefined),
      { ...options, from: async (topic, partition) => (own(partition) ? options.from?.(topic, partition) : undefined) },
    );
  };
  return Object.assign(Object.create(log) as MessageLog, { consume });
}

/** Processes of one service on common stores, each with its share of the partitions. */
function processes() {
  const at = machine();
  const failures: string[] = [];
  const begin = (nth: number, definition = duties, options: RunOptions = {}, log = at.log): Promise<RunningService> => {
    const ports = { ...at.ports(), log: shareOf(log, nth) };
    // Two who write the same row: one of them looks again, as is meant.
    const usual = (error: Error): boolean => error instanceof VersionConflict || error.message === 'stopping';
    const failed = (error: Error): unknown => usual(error) || failures.push(error.message);
    return runService(definition, ports, { tick: 1, lookEvery: 10, failed, ...options });
  };
  let round = 0;
  /** Something new of each client; answers the last position of it. */
  const say = async (): Promise<string> => {
    round += 1;
    const places = CLIENTS.map((key, n) => [key, round * 100 + n] as const);
    await publish(at.log, places.flatMap(([key, place]) => [deposited(key, place, round), assigned(key, place, `m-${String(1 + (round % 3))}`)])); // prettier-ignore
    return digits(round * 100 + CLIENTS.length - 1);
  };
  /** Messages keep coming until it holds. */
  const meanwhile = (assertion: () => unknown): Promise<void> =>
    eventually(async () => {
      await say();
      await pause(5);
      await assertion();
    });
  /** What all that was said comes to where one process reads it from the first message on. */
  const afresh = async ({ projections }: Pick<ServiceDefinition, 'projections'> = duties): Promise<
    readonly Digest[]
  > => {
    const views = { ...duties, aggregates: [], say: {}, projections, reactions: [], agendas: [], handlers: {} };
    await using fresh = await runService(views, { ...at.ports(), rows: new InMemoryRowStore() });
    await untilDrained(fresh);
    return await fresh.digest();
  };
  /** A log on which who reads alone in this group hears nothing until it is let go on. */
  const held = (group: string) => {
    const { promise, resolve: goOn } = Promise.withResolvers<void>();
    const given = Promise.withResolvers<void>();
    const consume: MessageLog['consume'] = (of, topics, handler, options) => {
      const holding: typeof handler = async (batch, control) => {
        given.resolve();
        const stopped = new Promise((stop) => control.signal.addEventListener('abort', stop));
        await Promise.race([promise, stopped]);
        if (!control.signal.aborted) await handler(batch, control);
      };
      return at.log.consume(of, topics, of === group ? holding : handler, options);
    };
    return { log: Object.assign(Object.create(at.log) as typeof at.log, { consume }), goOn, given: given.promise };
  };
  const tableThere = async (name: string): Promise<boolean> =>
    at.rows.count({ name, indexes: {} }).then(
      () => true,
      () => false,
    );
  return { ...at, begin, say, meanwhile, afresh, held, failures, tableThere };
}
const readTable = (service: RunningService): string => service.activeTable('portfolio').name;
const buildsOf = async (service: RunningService) =>
  (await service.figures()).members.filter(({ name }) => name.startsWith('duties.portfolio')).map(({ name, live }) => `${name} ${live ? 'live' : 'in the making'}`); // prettier-ignore

/** With a reaction that notes how often the row it decides on has the deposit that it hears of. */
function noting(seen: (number | undefined)[]): ServiceDefinition {
  const noted: Reaction<Deposited> = {
    name: 'noted',
    fromStart: true,
    needs: ({ key }) => [{ table: tableOf(portfolio), keys: [key] }],
    on: {
      Deposited({ key, data: { fen } }, known) {
        seen.push(known.row<PortfolioRow>(tableOf(portfolio), key)?.deposits.filter((each) => each === fen).length);
        return [];
      },
    },
  };
  return { ...duties, reactions: [noted] };
}

describe('a rebuild that one of two processes is asked for', () => {
  it('reaches the other one: both go on in the new rows, also with what is said meanwhile', async () => {
    const { begin, say, meanwhile, afresh, failures, tableThere } = processes();
    await using one = await begin(0, duties, { dropAfter: 500 });
    await using other = await begin(1, duties, { dropAfter: 500 });
    const both = [one, other];
    await say();
    for (const each of both) await untilDrained(each);
    await one.rebuild('portfolio');
    await meanwhile(() => expect(both.map(readTable)).toEqual(['portfolio.v1.r1', 'portfolio.v1.r1']));
    for (let n = 0; n < 5; n++) await say();
    await eventually(async () => {
      for (const each of both) expect(await each.hasReadAll()).toBe(true);
    });
    for (const each of both) expect(await buildsOf(each)).toEqual(['duties.portfolio.v1.r1 live']);
    await meanwhile(async () => expect(await tableThere('portfolio.v1')).toBe(false));
    for (const each of both) await untilDrained(each);
    const expected = await afresh();
    for (const each of both) expect(await each.digest()).toEqual(expected);
    expect(failures).toEqual([]);
  });

  it('is in the making for whoever asks whichever of them, until the new rows are read', async () => {
    const { begin, say, held } = processes();
    const { log, goOn } = held('duties.portfolio.v1.r1');
    await using one = await begin(0, duties, {}, log);
    await using other = await begin(1, duties, { lookEvery: NEVER });
    await say();
    for (const each of [one, other]) await untilDrained(each);
    await one.rebuild('portfolio');
    for (const each of [one, other]) {
      expect(await buildsOf(each)).toEqual(['duties.portfolio.v1 live', 'duties.portfolio.v1.r1 in the making']);
      expect(await each.drained()).toBeUndefined();
    }
    goOn();
    await eventually(async () => expect(await buildsOf(one)).toEqual(['duties.portfolio.v1.r1 live']));
    expect(await buildsOf(other)).toEqual(['duties.portfolio.v1 live']);
  });

  it('goes on in the other one where the first ends half way', async () => {
    const { begin, say, meanwhile, afresh, held, failures } = processes();
    const { log, goOn } = held('duties.portfolio.v1.r1');
    const one = await begin(0, duties, {}, log);
    await using other = await begin(1, duties, {}, log);
    await say();
    await one.rebuild('portfolio');
    await meanwhile(async () => expect(await buildsOf(other)).toHaveLength(2));
    await one[Symbol.asyncDispose]();
    goOn();
    await meanwhile(() => expect(readTable(other)).toBe('portfolio.v1.r1'));
    await using third = await begin(0);
    for (const each of [third, other]) await untilDrained(each);
    expect(await third.digest()).toEqual(await afresh());
    expect(failures).toEqual([]);
  });

  it('puts back no checkpoint of a process that has joined with the new rows already', async () => {
    const { begin, say, held, rows } = processes();
    const { log, goOn, given } = held('duties.portfolio.v1.r1');
    await using one = await begin(0, duties, {}, log);
    await using other = await begin(1, duties, {}, log);
    await say();
    for (const each of [one, other]) await untilDrained(each);
    await one.rebuild('portfolio');
    await given;
    const [place, further] = ['duties.portfolio.v1.r1:clients.events/1', '9'.repeat(16)];
    await rows.commit({ writes: [], checkpoints: { [place]: further } });
    goOn();
    await eventually(() => expect([one, other].map(readTable)).toEqual(['portfolio.v1.r1', 'portfolio.v1.r1']));
    expect(await rows.checkpoint(place)).toBe(further);
  });

  it('is shown to nobody who waits for a position that the new rows do not have yet', async () => {
    const { begin, say, log, rows } = processes();
    await using one = await begin(0);
    await using other = await begin(1, duties, { lookEvery: NEVER });
    await say();
    for (const each of [one, other]) await untilDrained(each);
    await one.rebuild('portfolio');
    await eventually(() => expect(readTable(one)).toBe('portfolio.v1.r1'));
    const theirs = CLIENTS.find((key) => createHash('sha256').update(key).digest().readUInt32BE(0) % 3 === 1) ?? '';
    await publish(log, [deposited(theirs, 500, 77)]);
    const fenIn = async (name: string) =>
      (await rows.load<{ fen: number }>({ name, indexes: {} }, [theirs])).get(theirs)?.doc.fen;
    await eventually(async () => expect(await fenIn('portfolio.v1')).toBe(78));
    expect(await other.waitFor('portfolio', digits(500), 'clients', 100)).toBe(false);
    expect(await fenIn('portfolio.v1.r1')).toBe(1);
  });

  it('leaves whoever decides on rows the former ones, until the new ones are kept up in the same process', async () => {
    const { begin, say, failures } = processes();
    const seen: (number | undefined)[] = [];
    await using one = await begin(0, noting([]), { lookEvery: NEVER });
    await using other = await begin(1, noting(seen), { lookEvery: NEVER });
    await say();
    for (const each of [one, other]) await untilDrained(each);
    await one.rebuild('portfolio');
    await eventually(() => expect(readTable(one)).toBe('portfolio.v1.r1'));
    expect(await buildsOf(other)).toEqual(['duties.portfolio.v1 live']);
    expect(readTable(other)).toBe('portfolio.v1.r1');
    const before = seen.length;
    await say();
    await eventually(() => expect(seen).toHaveLength(2 * before));
    expect(new Set(seen)).toEqual(new Set([1]));
    expect(failures).toEqual([]);
  });

  it('is begun whatever the process that is asked knew of the one before', async () => {
    const { begin, say } = processes();
    await using one = await begin(0);
    await using other = await begin(1, duties, { lookEvery: NEVER });
    await say();
    for (const each of [one, other]) await untilDrained(each);
    await one.rebuild('portfolio');
    await eventually(() => expect(readTable(one)).toBe('portfolio.v1.r1'));
    await other.rebuild('portfolio');
    for (const each of [one, other]) await eventually(() => expect(readTable(each)).toBe('portfolio.v1.r2'));
  });

  it('leaves the other one going on where it looks too late: the old tables are gone already', async () => {
    const { begin, say, meanwhile, afresh, tableThere } = processes();
    await using one = await begin(0, duties, { dropAfter: 0 });
    await using other = await begin(1, duties, { lookEvery: 400 });
    await say();
    for (const each of [one, other]) await untilDrained(each);
    await one.rebuild('portfolio');
    await meanwhile(async () => expect(await tableThere('portfolio.v1')).toBe(false));
    await meanwhile(() => expect(readTable(other)).toBe('portfolio.v1.r1'));
    for (const each of [one, other]) await untilDrained(each);
    expect(await other.digest()).toEqual(await afresh());
  });
});

describe('an upgrade with a higher version of a view', () => {
  const later = withPortfolio(2, {
    ...portfolio.on,
    Assigned: (row, message, tools) =>
      portfolio.on.Assigned?.(row, { ...message, data: { to: `${message.data.to}!` } }, tools),
  });

  it('lets processes of the version before go on until it reaches them, also when the old tables are gone', async () => {
    const { begin, say, meanwhile, afresh, failures, rows, tableThere } = processes();
    const old = await begin(1, duties, { dropAfter: 500 });
    const former = await begin(0, duties, { dropAfter: 500 });
    await say();
    for (const each of [old, former]) await untilDrained(each);
    await former[Symbol.asyncDispose]();
    await using one = await begin(0, later, { dropAfter: 500 });
    await eventually(() => expect([one, old].map(readTable)).toEqual(['portfolio.v2', 'portfolio.v2']));
    expect(await tableThere('portfolio.v1')).toBe(true);
    await meanwhile(async () => expect(await tableThere('portfolio.v1')).toBe(false));
    await say();
    await eventually(async () => expect(await old.hasReadAll()).toBe(true));
    expect(await rows.count(old.activeTable('duty-board'))).toBe(CLIENTS.length);
    expect(failures).toEqual([]);
    await old[Symbol.asyncDispose]();
    await using other = await begin(1, later);
    for (const each of [one, other]) await untilDrained(each);
    expect(await other.digest()).toEqual(await afresh(later));
    expect(failures).toEqual([]);
  });

  it('shows what processes of the version before take in as well, a little later', async () => {
    const { begin, say, afresh, failures } = processes();
    const [old, former] = [await begin(1), await begin(0)];
    await say();
    for (const each of [old, former]) await untilDrained(each);
    await former[Symbol.asyncDispose]();
    await using one = await begin(0, later);
    await eventually(() => expect(readTable(one)).toBe('portfolio.v2'));
    const digestOf = (digests: readonly Digest[]) => digests.find(({ view }) => view === 'portfolio');
    for (let n = 0; n < 2; n++) {
      await say();
      const expected = digestOf(await afresh(later));
      await eventually(async () => expect(digestOf(await one.digest())).toEqual(expected));
    }
    await eventually(async () => expect(await one.hasReadAll()).toBe(true));
    await old[Symbol.asyncDispose]();
    expect(failures).toEqual([]);
  });

  it('begins anew where a process of the version before has started meanwhile, which gives up what it does not know', async () => {
    const { begin, say, afresh, held } = processes();
    const { log, goOn } = held('duties.portfolio.v2');
    const [old, former] = [await begin(1), await begin(0)];
    await say();
    for (const each of [old, former]) await untilDrained(each);
    await former[Symbol.asyncDispose]();
    await using one = await begin(0, next, {}, log);
    await old[Symbol.asyncDispose]();
    const again = await begin(1);
    await eventually(() => expect([one, again].map(readTable)).toEqual(['portfolio.v2.r1', 'portfolio.v2.r1']));
    goOn();
    await again[Symbol.asyncDispose]();
    await using other = await begin(1, next);
    for (const each of [one, other]) await untilDrained(each);
    expect(readTable(other)).toBe('portfolio.v2.r1');
    expect(await other.digest()).toEqual(await afresh(next));
  });
});
