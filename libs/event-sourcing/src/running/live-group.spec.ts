import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { BatchHandler, MessageLog } from '../message-log/message-log.js';
import { Unavailable } from '../failures.js';
import type { Heard } from './heard.js';
import { LiveGroup } from './live-group.js';
import type { Worker } from './member.js';
import { batchOf, deposited, left, memberOf, WatchedRowStore } from './running.examples.js';

let beats = 0;
type ConsumeOptions = Parameters<MessageLog['consume']>[3];
const control = { heartbeat: async () => void (beats += 1), signal: new AbortController().signal };

/** A group with one member, and the way its log gives batches: `partition` says `keys`, from an offset on. */
async function opened(attempt: (items: readonly Heard[]) => Promise<void> = async () => undefined, limit = 100) {
  const rows = new WatchedRowStore();
  const taken: string[][] = [];
  const told: string[] = [];
  const worker: Worker = {
    tables: [],
    handles: (type) => type === 'Deposited',
    open: async (items) => ({
      attempt: async (some) => (await attempt(some), []),
      writes: async () => (taken.push(items.map(({ key }) => key)), []),
    }),
  };
  const member = await memberOf(rows, worker);
  let handler: BatchHandler = async () => undefined;
  let from: NonNullable<ConsumeOptions>['from'];
  const consumption = { lastProgress: () => 0, lag: async () => 0, [Symbol.asyncDispose]: async () => undefined };
  const log = {
    consume: async (...[, , given, options]: Parameters<MessageLog['consume']>) => {
      [handler, from] = [given, options?.from];
      return consumption;
    },
  };
  const hearing = { schemas: {}, open: async (messages: Parameters<typeof Array.of>) => messages } as never;
  const group = new LiveGroup({
    service: 's',
    topics: ['branch.events'],
    log: log as never,
    rows,
    hearing,
    limit,
    wanted: () => true,
    failed: ({ message }) => told.push(message),
  });
  group.add(member, 0);
  await group.start();
  const give = (partition: number, keys: readonly string[], first = 0): Promise<void> =>
    handler(batchOf(keys.map((key, n) => deposited(key, first + n, 1)), first, { partition }), control); // prettier-ignore
  const giveOther = (at: number, partition = 0, signal = control.signal): Promise<void> =>
    handler(batchOf([left('ada', at)], at, { partition }), { ...control, signal });
  /** The partition comes to this process, once more. */
  const comes = (partition: number): unknown => from?.('branch.events', partition);
  return { group, member, rows, taken, told, give, giveOther, comes };
}

describe('a live group', () => {
  it('hands over together what came of several partitions, in one commit with each one’s checkpoint', async () => {
    const { give, rows, taken, member, group } = await opened();
    await Promise.all([give(0, ['ada', 'bob']), give(1, ['eve']), give(2, ['kim'])]);
    expect(taken).toEqual([['ada', 'bob', 'eve', 'kim']]);
    expect(rows.commits.map(({ checkpoints = {} }) => Object.keys(checkpoints).length)).toEqual([3]);
    expect([0, 1, 2].map((partition) => Number(member.checkpoint('branch.events', partition)))).toEqual([1, 0, 0]);
    await group.stop();
  });

  it('takes no more at once than a batch may have', async () => {
    const { give, taken, group } = await opened(undefined, 3);
    await Promise.all([give(0, ['a', 'b']), give(1, ['c']), give(2, ['d']), give(3, ['e', 'f', 'g', 'h'])]);
    expect(taken.map(({ length }) => length)).toEqual([3, 1, 4]);
    await group.stop();
  });

  it('skips what it has done before, in each partition by itself', async () => {
    const { give, taken, group } = await opened();
    await give(0, ['ada', 'bob']);
    await Promise.all([give(0, ['ada', 'bob', 'cyd']), give(1, ['eve'])]);
    expect(taken).toEqual([['ada', 'bob'], ['cyd', 'eve']]); // prettier-ignore
    await group.stop();
  });

  it('gives a sign of life where something was taken in, and none where a batch comes again', async () => {
    const { give, group } = await opened();
    beats = 0;
    await give(0, ['ada']);
    expect(beats).toBe(1);
    await give(0, ['ada']);
    expect(beats).toBe(1);
    await group.stop();
  });

  it('lets one that fails hold up no other; an outage fails all, which are given again', async () => {
    let failure = (): Error => new Error('a fault');
    const { give, taken, group, rows } = await opened();
    rows.beforeCommit = () => {
      throw failure();
    };
    const first = await Promise.allSettled([give(0, ['ada']), give(1, ['eve'])]);
    expect(first.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    expect(taken).toEqual([['ada', 'eve'], ['ada'], ['eve']]);
    failure = () => new Unavailable('away');
    rows.beforeCommit = () => {
      throw failure();
    };
    const second = await Promise.allSettled([give(0, ['bob'], 1), give(1, ['kim'], 1)]);
    expect(second.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await group.stop();
  });
});

describe('checkpoints of a group whose messages concern nobody', () => {
  beforeEach(() => void jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'performance'] }));
  afterEach(() => void jest.useRealTimers());

  it('are saved a moment after the last of them, and a few moments after the first at the latest', async () => {
    const { giveOther, rows, group } = await opened();
    await giveOther(0);
    await jest.advanceTimersByTimeAsync(250);
    expect(rows.commits).toHaveLength(1);
    for (let at = 1; at <= 8; at++) {
      await giveOther(at);
      await jest.advanceTimersByTimeAsync(240);
    }
    expect(rows.commits).toHaveLength(2);
    await group.stop();
  });

  it('are not saved of a partition that went to another process, which may have moved on', async () => {
    const { giveOther, rows, group } = await opened();
    const lost = new AbortController();
    await giveOther(0, 0, lost.signal);
    lost.abort();
    await giveOther(0, 1);
    await jest.advanceTimersByTimeAsync(1_000);
    const saved = rows.commits.flatMap(({ checkpoints = {} }) => Object.keys(checkpoints));
    expect(saved).toEqual([expect.stringMatching(/\/1$/)]);
    await group.stop();
  });

  it('are not saved of a partition that was away for a moment: another process may have moved it on', async () => {
    const { giveOther, rows, group, comes } = await opened();
    await giveOther(0, 0);
    await comes(0);
    await giveOther(0, 1);
    await jest.advanceTimersByTimeAsync(1_000);
    const saved = rows.commits.flatMap(({ checkpoints = {} }) => Object.keys(checkpoints));
    expect(saved).toEqual([expect.stringMatching(/\/1$/)]);
    await group.stop();
  });

  it('are saved at the end of all that it holds', async () => {
    const { giveOther, rows, group } = await opened();
    const stopped = new AbortController();
    await giveOther(0, 0, stopped.signal);
    const stopping = group.stop();
    stopped.abort();
    await stopping;
    expect(rows.commits.flatMap(({ checkpoints = {} }) => Object.keys(checkpoints))).toHaveLength(1);
  });

  it('are told of where they cannot be saved at the end: it ends all the same, but for a fault of ours', async () => {
    for (const [failure, ends] of [
      [new Unavailable('the disk is full'), 'fulfilled'],
      [new Error('a fault'), 'rejected'],
    ] as const) {
      const { giveOther, rows, group, told } = await opened();
      await giveOther(0);
      rows.beforeCommit = () => {
        throw failure;
      };
      const [ended] = await Promise.allSettled([group.stop()]);
      expect([ended.status, told]).toEqual([ends, failure instanceof Unavailable ? ['the disk is full'] : []]);
    }
  });
});
