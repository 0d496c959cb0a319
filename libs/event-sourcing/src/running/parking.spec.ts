import fc from 'fast-check';
import { UnknownVersion, Unavailable } from '../failures.js';
import type { AnyMessage } from '../message.js';
import { buildTable } from './builds.js';
import { digestTable } from './digest.js';
import type { Hearing } from './heard.js';
import { hear } from './heard.js';
import { listParked, MemberParker } from './parked-desk.js';
import { parkedDroppedTable, parkedTable, reasonOf } from './parked.js';
import { ProjectionWorker } from './run-projection.js';
import {
  assigned,
  batchOf,
  deposited,
  digits,
  fold,
  left,
  memberOf,
  patient,
  portfolio,
  WatchedRowStore,
} from './running.examples.js';

const table = buildTable('portfolio', { version: 1, rebuild: 0 }, portfolio.indexes);
const loadTable = { name: 'load.v1', indexes: {} };
const plain: Hearing = { schemas: {}, open: async (messages) => messages, wanted: () => true };

/** A view whose fold of deposits fails as long as it is told to. */
async function brokenView(rows = new WatchedRowStore(), hearing = plain) {
  const fault = { fails: (_fen: number): boolean => false, tries: 0 };
  const Deposited: typeof portfolio.on.Deposited = (row, message, tools) => {
    if (!fault.fails(message.data.fen)) return portfolio.on.Deposited?.(row, message, tools);
    fault.tries += 1;
    throw new TypeError(`client ${message.key} is secret`);
  };
  const worker = new ProjectionWorker({ ...portfolio, on: { ...portfolio.on, Deposited } }, table, { rows, fold });
  const patience = patient();
  const member = await memberOf(rows, worker, { patience });
  const parker = new MemberParker(member, rows, hearing, patience);
  let offset = 0;
  const tell = async (...messages: AnyMessage[]) => {
    await member.apply(await hear(batchOf(messages, offset), hearing));
    offset += messages.length;
  };
  const row = async (key: string) => (await rows.load(table, [key])).get(key)?.doc;
  const digests = async () => {
    await worker.finish();
    return Promise.all([digestTable(rows, 'portfolio', table), digestTable(rows, 'load', loadTable)]);
  };
  return { rows, member, parker, fault, tell, row, digests, patience };
}

describe('parking', () => {
  it('parks a failing message with its key; others go on, later ones of the key wait behind it', async () => {
    const { tell, row, fault, rows, member } = await brokenView();
    await tell(deposited('ada', 1, 10));
    fault.fails = (fen) => fen === 13;
    await tell(deposited('ada', 2, 13), deposited('bob', 3, 5), assigned('ada', 1, 'm-1'));
    fault.fails = () => false;
    await tell(deposited('ada', 4, 1), deposited('bob', 5, 6));
    expect(await row('ada')).toMatchObject({ deposits: [10], managers: [] });
    expect(await row('bob')).toMatchObject({ deposits: [5, 6] });
    expect(fault.tries).toBe(5);
    const { keys } = await listParked(rows, { limit: 10 });
    expect(keys).toEqual([
      expect.objectContaining({ consumer: member.name, key: 'ada', count: 3, since: '2026-01-05T01:00:00.000Z' }),
    ]);
    expect(member.parked.count).toBe(3);
  });

  it('knows what another process parked when a partition comes over, and where that one stopped', async () => {
    const rows = new WatchedRowStore();
    const [one, other] = [await brokenView(rows), await brokenView(rows)];
    one.fault.fails = () => true;
    await one.tell(deposited('ada', 1, 13), assigned('bob', 2, 'm-1'));
    expect(other.member.parked.has('ada')).toBe(false);
    expect(await other.member.takeOver('branch.events', 0)).toBe(digits(1));
    expect(other.member.parked.has('ada')).toBe(true);
    await other.member.apply(await hear(batchOf([deposited('ada', 3, 1)], 2), plain));
    expect(await other.row('ada')).toBeUndefined();
    expect((await listParked(rows, { limit: 10 })).keys).toEqual([expect.objectContaining({ key: 'ada', count: 2 })]);
  });

  it('never lets a parked key look free, not even while it reads which ones are parked', async () => {
    const { tell, fault, member } = await brokenView();
    fault.fails = () => true;
    await tell(deposited('ada', 1, 13));
    const reloading = member.parked.reload();
    expect(member.parked.has('ada')).toBe(true);
    await reloading;
    expect([member.parked.has('ada'), member.parked.count]).toEqual([true, 1]);
  });

  it('saves what is parked together with the checkpoint', async () => {
    const { tell, fault, rows } = await brokenView();
    fault.fails = () => true;
    await tell(deposited('ada', 1, 13));
    expect(rows.commits).toHaveLength(1);
    expect(rows.commits[0]?.writes.map((write) => write.table.name)).toEqual(['parked', 'parked-keys']);
    expect(rows.commits[0]?.checkpoints).toEqual({ 'branch.portfolio.v1:branch.events/0': digits(0) });
  });

  it('says why without a word of data', async () => {
    const { tell, fault, rows } = await brokenView();
    fault.fails = () => true;
    await tell(deposited('ada', 1, 13));
    const [key] = (await listParked(rows, { limit: 1 })).keys;
    expect(key?.reason).toMatch(/^TypeError at .*\(parking\.spec\.ts:\d+\)$/);
    expect(key?.reason).not.toContain('secret');
    expect(reasonOf(new UnknownVersion('Deposited', 3, 1))).toBe(
      'UnknownVersion: Deposited has version 3; this reader knows up to 1',
    );
  });

  it('remembers parked keys over a restart', async () => {
    const before = await brokenView();
    before.fault.fails = () => true;
    await before.tell(deposited('ada', 1, 13));
    const after = await brokenView(before.rows);
    await after.member.readCheckpoint('branch.events', 0);
    await after.tell(deposited('bob', 2, 1), deposited('ada', 3, 1), deposited('ada', 4, 2));
    expect(await after.row('ada')).toBeUndefined();
    expect(after.member.parked.count).toBe(3);
  });

  it('parks a message of a newer version at once, keeping it as it was said', async () => {
    const { tell, rows, patience, row } = await brokenView();
    const newer = { ...deposited('ada', 1, 13), version: 2 };
    await tell(newer, deposited('ada', 2, 1), deposited('bob', 3, 1));
    expect(patience.waits).toEqual([]);
    const parked = (await rows.find(parkedTable, { index: 'inOrder', limit: 9 })).rows.map(({ doc }) => doc);
    expect(parked).toMatchObject([
      {
        key: 'ada',
        sequence: 1,
        body: { message: newer },
        reason: 'UnknownVersion: Deposited has version 2; this reader knows up to 1',
      },
      { key: 'ada', sequence: 2 },
    ]);
    expect(await row('bob')).toMatchObject({ deposits: [1] });
  });

  it('parks bytes that are no message under a key of their own, so that nothing waits behind them', async () => {
    const { member, rows, row, parker } = await brokenView();
    const items = [
      { offset: digits(0), malformed: 'not JSON', bytes: '{"a' },
      { offset: digits(1), message: deposited('ada', 1, 5) },
    ];
    await member.apply(await hear({ topic: 'branch.events', partition: 2, caughtUp: true, items }, plain));
    const { keys } = await listParked(rows, { consumer: member.name, limit: 9 });
    expect(keys).toMatchObject([{ key: `branch.events/2/${digits(0)}`, reason: 'MalformedEntry: not JSON', count: 1 }]);
    expect(await row('ada')).toMatchObject({ deposits: [5] });
    expect(await parker.replay(`branch.events/2/${digits(0)}`)).toBe(0);
    expect(member.parked.count).toBe(1);
  });

  it('keeps personal fields sealed while parked, and opens them again for the replay', async () => {
    const opening: Hearing = {
      ...plain,
      open: async (messages) =>
        messages.map((message) => ({ ...message, data: { fen: Number((message.data['fen'] as string).slice(7)) } })),
    };
    const { tell, fault, rows, parker, row } = await brokenView(undefined, opening);
    fault.fails = () => true;
    await tell({ ...deposited('ada', 1, 0), data: { fen: 'sealed:13' } });
    expect(JSON.stringify((await rows.find(parkedTable, { index: 'inOrder', limit: 9 })).rows)).toContain('sealed:13');
    fault.fails = () => false;
    expect(await parker.replay('ada')).toBe(1);
    expect(await row('ada')).toMatchObject({ deposits: [13] });
  });

  it('parks only the message that cannot be opened', async () => {
    const tampered: Hearing = {
      ...plain,
      open: async (messages) => {
        if (messages.some(({ key }) => key === 'ada')) throw new Error('a changed value');
        return messages;
      },
    };
    const { tell, row, member } = await brokenView(undefined, tampered);
    await tell(deposited('ada', 1, 5), deposited('bob', 2, 6));
    expect(member.parked.has('ada')).toBe(true);
    expect(await row('bob')).toMatchObject({ deposits: [6] });
  });

  it('never parks for an outage', async () => {
    const gone: Hearing = { ...plain, open: () => Promise.reject(new Unavailable('vault')) };
    const { tell, member } = await brokenView(undefined, gone);
    await expect(tell(deposited('ada', 1, 5))).rejects.toBeInstanceOf(Unavailable);
    expect(member.parked.count).toBe(0);
  });

  it('replays in order through the same path and frees the key', async () => {
    const { tell, fault, parker, row, member, rows } = await brokenView();
    fault.fails = (fen) => fen === 13;
    await tell(
      deposited('ada', 1, 13),
      deposited('ada', 2, 2),
      left('ada', 3),
      deposited('ada', 4, 4),
      assigned('ada', 5, 'm-1'),
    );
    fault.fails = () => false;
    expect(await parker.replay('ada')).toBe(5);
    expect(await row('ada')).toMatchObject({ deposits: [4] });
    expect(await (member.worker as ProjectionWorker).totals.isFresh()).toBe(true);
    expect(member.parked.has('ada')).toBe(false);
    expect((await listParked(rows, { limit: 9 })).keys).toEqual([]);
    await tell(deposited('ada', 5, 5));
    expect(await row('ada')).toMatchObject({ deposits: [4, 5] });
  });

  it('stops replaying at what fails again; that and what is behind it stays parked', async () => {
    const { tell, fault, parker, row, member } = await brokenView();
    fault.fails = (fen) => fen >= 13;
    await tell(deposited('ada', 1, 13), deposited('ada', 2, 2), deposited('ada', 3, 14), deposited('ada', 4, 4));
    fault.fails = (fen) => fen === 14;
    expect(await parker.replay('ada')).toBe(2);
    expect(await row('ada')).toMatchObject({ deposits: [13, 2] });
    expect(member.parked.count).toBe(2);
    await tell(deposited('ada', 5, 5));
    expect(member.parked.count).toBe(3);
    fault.fails = () => false;
    expect(await parker.replay('ada')).toBe(3);
    expect(await row('ada')).toMatchObject({ deposits: [13, 2, 14, 4, 5] });
  });

  it('drops with a reason that is kept, the oldest first', async () => {
    const { tell, fault, parker, row, member, rows } = await brokenView();
    fault.fails = (fen) => fen === 13;
    await tell(deposited('ada', 1, 13), deposited('ada', 2, 2));
    expect(
      await parker.drop('ada', {
        reason: 'booked twice by the feed',
        actor: 's-9',
        count: 1,
      }),
    ).toBe(1);
    expect(await parker.replay('ada')).toBe(1);
    expect(await row('ada')).toMatchObject({ deposits: [2] });
    expect(member.parked.count).toBe(0);
    const dropped = (await rows.find(parkedDroppedTable, { index: 'byTime', limit: 9 })).rows.map(({ doc }) => doc);
    expect(dropped).toMatchObject([
      { key: 'ada', dropReason: 'booked twice by the feed', droppedBy: 's-9', droppedAt: '2026-01-05T01:00:00.000Z' },
    ]);
  });

  it('parks once what is delivered twice', async () => {
    const { tell, fault, parker, row, member } = await brokenView();
    fault.fails = () => true;
    await tell(deposited('ada', 1, 13), deposited('ada', 2, 2));
    await tell(deposited('ada', 1, 13), deposited('ada', 2, 2), deposited('ada', 3, 3));
    expect(member.parked.count).toBe(3);
    fault.fails = () => false;
    await parker.replay('ada');
    expect(await row('ada')).toMatchObject({ deposits: [13, 2, 3] });
  });

  it('park, let other keys advance, replay: the same digest as if nothing had ever failed', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom('ada', 'bob', 'cy'), fc.nat(20), fc.boolean()), {
          minLength: 3,
          maxLength: 30,
        }),
        fc.nat(20),
        fc.nat(29),
        async (acts, bad, heal) => {
          const messages = acts.map(([key, fen, moves], at) =>
            moves ? assigned(key, at + 1, `m-${String(fen % 3)}`) : deposited(key, at + 1, fen),
          );
          const never = await brokenView();
          await never.tell(...messages);
          const parked = await brokenView();
          parked.fault.fails = (fen) => fen === bad;
          await parked.tell(...messages.slice(0, heal));
          parked.fault.fails = () => false;
          await parked.tell(...messages.slice(heal));
          for (const { key } of (await listParked(parked.rows, { limit: 9 })).keys) await parked.parker.replay(key);
          expect(parked.member.parked.size).toBe(0);
          expect(await parked.digests()).toEqual(await never.digests());
        },
      ),
      { seed: 11, numRuns: 80 },
    ));
});
