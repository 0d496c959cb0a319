import fc from 'fast-check';
import { Unavailable } from '../failures.js';
import type { AnyMessage } from '../message.js';
import { buildTable } from './builds.js';
import { digestTable } from './digest.js';
import type { Member } from './member.js';
import { ProjectionWorker } from './run-projection.js';
import type { Changed } from '../projection.js';
import {
  assigned,
  batchOf,
  deposited,
  fold,
  heardOf,
  left,
  memberOf,
  patient,
  portfolio,
  WatchedRowStore,
} from './running.examples.js';

const table = buildTable('portfolio', { version: 1, rebuild: 0 }, portfolio.indexes);

async function view(rows = new WatchedRowStore(), changed?: (change: Changed) => void) {
  const member = await memberOf(
    rows,
    new ProjectionWorker(portfolio, table, { rows, fold, ...(changed && { changed }) }),
  );
  const tell = async (messages: readonly AnyMessage[], first = 0, where = {}) =>
    member.apply(await heardOf(batchOf(messages, first, where)));
  const row = async (key: string) => (await rows.load(table, [key])).get(key);
  return { rows, member, tell, row };
}
const digestOf = async (rows: WatchedRowStore) => (await digestTable(rows, 'portfolio', table)).sha256;

describe('running a projection', () => {
  it('folds in order and remembers the position of each source', async () => {
    const { tell, row } = await view();
    await tell([deposited('ada', 1, 100), assigned('ada', 7, 'm-1'), deposited('ada', 2, 50)]);
    expect(await row('ada')).toEqual({
      key: 'ada',
      version: 1,
      seen: { clients: '00000002', allocation: '00000007' },
      doc: { fen: 150, manager: 'm-1', deposits: [100, 50], managers: ['m-1'] },
    });
  });

  it('compares positions within one source only, whatever partition they come from', async () => {
    const { tell, row } = await view();
    await tell([assigned('ada', 900, 'm-1')]);
    await tell([deposited('ada', 1, 100)], 1);
    await tell([deposited('ada', 1, 100)], 0, { topic: 'old.events', partition: 3 });
    await tell([deposited('ada', 2, 5)], 1, { topic: 'old.events', partition: 3 });
    expect((await row('ada'))?.doc).toMatchObject({ deposits: [100, 5], managers: ['m-1'] });
  });

  it('saves rows and checkpoint in one commit, and loads once, however many messages', async () => {
    const { rows, tell, member } = await view();
    const before = rows.loads;
    await tell(Array.from({ length: 1_000 }, (_, n) => deposited(`k-${String(n % 100)}`, n + 1, 1)));
    expect(rows.commits).toHaveLength(1);
    expect(rows.commits[0]?.checkpoints).toEqual({ 'branch.portfolio.v1:branch.events/0': '00000999' });
    expect(rows.loads - before).toBeLessThanOrEqual(3);
    expect(member.applied).toBe(1_000);
  });

  it('writes neither rows nor checkpoint when the store is out of reach, and takes the batch when it comes again', async () => {
    const { rows, tell, row, member } = await view();
    rows.beforeCommit = () => {
      throw new Unavailable('gone');
    };
    await expect(tell([deposited('ada', 1, 100)])).rejects.toBeInstanceOf(Unavailable);
    expect(await row('ada')).toBeUndefined();
    expect(await member.readCheckpoint('branch.events', 0)).toBeUndefined();
    expect(member.parked.count).toBe(0);
    await tell([deposited('ada', 1, 100)]);
    expect((await row('ada'))?.doc).toMatchObject({ fen: 100 });
  });

  it('reloads and folds again when somebody else changed the row meanwhile', async () => {
    const { rows, tell, row } = await view();
    await tell([deposited('ada', 1, 100)]);
    const other = await view(rows);
    rows.beforeCommit = () => other.tell([assigned('ada', 7, 'm-1')], 0, { partition: 1 });
    await tell([deposited('ada', 2, 50)], 1);
    expect((await row('ada'))?.doc).toMatchObject({ deposits: [100, 50], managers: ['m-1'] });
  });

  it('tells after the commit which rows changed and how far it is', async () => {
    const changes: (Changed & { readonly stands: boolean })[] = [];
    const rows = new WatchedRowStore();
    const { tell } = await view(rows, (change) => changes.push({ ...change, stands: rows.commits.length > 0 }));
    await tell([deposited('ada', 1, 100), deposited('bob', 2, 50)]);
    await tell([deposited('ada', 1, 100)], 2);
    expect(changes).toEqual([
      {
        view: 'portfolio',
        rows: [{ key: 'ada' }, { key: 'bob' }],
        position: '00000002',
        source: 'clients',
        stands: true,
      },
    ]);
  });

  it('tells whose a changed row was and is', async () => {
    const rows = new WatchedRowStore();
    const changes: Changed[] = [];
    const belonging: typeof portfolio = {
      ...portfolio,
      belongs: ({ manager }) => ({ staffIds: manager === undefined ? [] : [manager] }),
    };
    const worker = new ProjectionWorker(belonging, table, { rows, fold, changed: (change) => changes.push(change) });
    const member = await memberOf(rows, worker);
    await member.apply(await heardOf(batchOf([assigned('ada', 1, 'm-1')])));
    await member.apply(await heardOf(batchOf([assigned('ada', 2, 'm-2')], 1)));
    const portfolioOnly = changes.filter(({ view: name }) => name === 'portfolio');
    expect(portfolioOnly.map((change) => change.rows[0]?.belongs)).toEqual([
      [{ staffIds: ['m-1'] }],
      [{ staffIds: ['m-1'] }, { staffIds: ['m-2'] }],
    ]);
  });

  it('tells nobody of a row that is as it was', async () => {
    const rows = new WatchedRowStore();
    const changes: Changed[] = [];
    const still: typeof portfolio = { ...portfolio, on: { ...portfolio.on, Left: (row) => row } };
    const worker = new ProjectionWorker(still, table, { rows, fold, changed: (change) => changes.push(change) });
    const member = await memberOf(rows, worker);
    await member.apply(await heardOf(batchOf([deposited('ada', 1, 100)])));
    await member.apply(await heardOf(batchOf([left('ada', 2)], 1)));
    expect(changes).toHaveLength(1);
    expect((await rows.load(table, ['ada'])).get('ada')?.seen).toEqual({ clients: '00000002' });
  });

  describe('a row that is taken away', () => {
    it('is in no list, no count and no digest', async () => {
      const { rows, tell, row } = await view();
      const nothing = await digestOf(rows);
      await tell([assigned('ada', 1, 'm-1'), deposited('ada', 1, 100)]);
      await tell([left('ada', 2)], 2);
      expect(await row('ada')).toBeUndefined();
      expect((await rows.find(table, { index: 'key', limit: 9 })).rows).toEqual([]);
      expect(await rows.count(table)).toBe(0);
      expect(await digestOf(rows)).toBe(nothing);
    });

    it('does not come back when what began it is delivered again', async () => {
      const { tell, row } = await view();
      await tell([deposited('ada', 1, 100), left('ada', 2)]);
      await tell([deposited('ada', 1, 100), left('ada', 2)], 2);
      await tell([deposited('ada', 1, 100)], 4);
      expect(await row('ada')).toBeUndefined();
      await tell([deposited('ada', 3, 7), deposited('ada', 1, 100)], 5);
      expect((await row('ada'))?.doc).toMatchObject({ deposits: [7] });
    });

    it('has seen also what it ignored before it began', async () => {
      const { tell, row } = await view();
      await tell([left('ada', 1), assigned('ada', 1, 'm-1'), left('ada', 1)]);
      expect((await row('ada'))?.doc).toMatchObject({ managers: ['m-1'] });
    });
  });
});

describe('properties of a running projection', () => {
  const acts = fc.array(
    fc.record({
      key: fc.constantFrom('ada', 'bob', 'cy'),
      kind: fc.constantFrom('deposit', 'assign', 'leave'),
      n: fc.nat(99),
    }),
    { minLength: 1, maxLength: 25 },
  );
  const messagesOf = (some: readonly { key: string; kind: string; n: number }[]): readonly AnyMessage[] =>
    some.map(({ key, kind, n }, at) =>
      kind === 'deposit'
        ? deposited(key, at + 1, n)
        : kind === 'assign'
          ? assigned(key, at + 1, `m-${String(n % 3)}`)
          : left(key, at + 1),
    );
  const digestsOf = async (rows: WatchedRowStore, member: Member) => {
    await member.worker.finish?.();
    return [await digestOf(rows), (await digestTable(rows, 'load', { name: 'load.v1', indexes: {} })).sha256];
  };

  it('twice is once: whatever part is delivered again, in whatever batches, the digest is the same', () =>
    fc.assert(
      fc.asyncProperty(acts, fc.array(fc.tuple(fc.nat(24), fc.nat(24)), { maxLength: 6 }), async (some, again) => {
        const messages = messagesOf(some);
        const once = await view();
        await once.tell(messages);
        const twice = await view();
        let offset = 0;
        const deliver = async (part: readonly AnyMessage[]) => {
          await twice.tell(part, offset);
          offset += part.length;
        };
        let told = 0;
        for (const [from, to] of [...again, [0, messages.length] as const]) {
          const upTo = Math.max(told, Math.min(to, messages.length));
          await deliver(messages.slice(Math.min(from, told), upTo));
          told = upTo;
        }
        expect(await digestsOf(twice.rows, twice.member)).toEqual(await digestsOf(once.rows, once.member));
      }),
      { seed: 5, numRuns: 60 },
    ));

  it('two topics interleaved in any way end in the same rows', () =>
    fc.assert(
      fc.asyncProperty(acts, fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }), async (some, coins) => {
        const messages = messagesOf(some.filter(({ kind }) => kind !== 'leave'));
        const plain = await view();
        await plain.tell(messages);
        const woven = await view();
        const topics = ['clients', 'allocation'].map((source) =>
          messages.filter((message) => message.source === source),
        );
        const offsets = [0, 0];
        for (const [n, coin] of [...coins, ...coins.map((each) => !each)].entries()) {
          const which = coin ? 0 : 1;
          const part = topics[which]?.splice(0, 1 + (n % 3)) ?? [];
          await woven.tell(part, offsets[which], { topic: `t-${String(which)}` });
          offsets[which] = (offsets[which] ?? 0) + part.length;
        }
        expect(topics).toEqual([[], []]);
        expect(await digestsOf(woven.rows, woven.member)).toEqual(await digestsOf(plain.rows, plain.member));
      }),
      { seed: 7, numRuns: 40 },
    ));
});

describe('a message that fails', () => {
  it('is tried five times, jittered and growing, before it parks', async () => {
    const rows = new WatchedRowStore();
    const patience = patient();
    let tries = 0;
    const fails = (): never => {
      tries += 1;
      throw new TypeError('always');
    };
    const failing = { ...portfolio, on: { Deposited: fails } };
    const member = await memberOf(rows, new ProjectionWorker(failing, table, { rows, fold }), { patience });
    await member.apply(await heardOf(batchOf([deposited('ada', 1, 100)])));
    expect(tries).toBe(5);
    expect(patience.waits).toHaveLength(4);
    expect(member.parked.has('ada')).toBe(true);
  });
});
