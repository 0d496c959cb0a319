import { addDays, dateOfDay, dayNumber } from '@pcrm/contracts';
import { createHandler, fixedClock, tableOf, type Metadata } from '@pcrm/event-sourcing';
import {
  eventually,
  InMemoryEventStore,
  InMemoryKeyVault,
  InMemoryLeases,
  InMemoryRowStore,
} from '@pcrm/event-sourcing/testing';
import { clientIdOf } from './client-directory.js';
import { clientsWork } from './clients-work.js';
import { accountsTable } from './kept-accounts.js';
import { CLOSE_JOB, FEED_JOB, feedsTable, type FeedPiece, type FeedStatus } from './feed-pieces.js';
import { clientList } from './know/client-list/client-list.projection.js';
import { client } from './register/client.js';
import { builtInRules } from './policy.js';
import { registerClient } from './register/register-client/register-client.js';
import { approvePolicy } from './upgrade/approve-policy/approve-policy.js';
import { proposePolicy } from './upgrade/propose-policy/propose-policy.js';
import { terminateFollowUp } from './upgrade/terminate-follow-up/terminate-follow-up.js';
import { TIER_POLICY, tierPolicy } from './upgrade/tier-policy.js';
import { tierStanding } from './upgrade/tier-standing.js';
import { assetAccount } from './value/asset-account.js';
import { openAccount } from './value/open-account/open-account.js';
import { recordBalances } from './value/record-balances/record-balances.js';

const clock = fixedClock('2026-11-20T04:00:00.000Z');
const yuan = (amount: number): number => amount * 100;

async function branch() {
  clock.set('2026-11-20T04:00:00.000Z');
  const ports = {
    events: new InMemoryEventStore(),
    rows: new InMemoryRowStore(),
    vault: new InMemoryKeyVault(),
    lease: new InMemoryLeases().open(),
    clock,
  };
  const work = clientsWork({ ...ports, tables: { activeTable: () => tableOf(clientList) }, restMs: 0 });
  const clients = createHandler(client, ports);
  const accounts = createHandler(assetAccount, ports);
  const standings = createHandler(tierStanding, ports);
  let commands = 0;
  const metadata = (): Metadata => {
    const id = `00000000-0000-4000-8000-${String(++commands).padStart(12, '0')}`;
    return { actor: 's', commandId: id, correlationId: id, causationId: id, occurredAt: clock.now() };
  };
  const register = async (
    clientNo: string,
    more: { tier?: 'gold' | 'platinum'; opening?: number } = {},
  ): Promise<string> => {
    const clientId = clientIdOf(clientNo);
    const signed = more.tier && { tier: more.tier, signedOn: '2024-01-01' };
    const command = {
      clientId,
      clientNo,
      outletId: 'NN01',
      registeredOn: '2025-01-01',
      file: {},
      at: clock.now(),
      ...(signed && { signed }),
    };
    await clients(clientId, registerClient, command, metadata());
    if (more.opening !== undefined)
      await accounts(clientId, openAccount, { clientId, openingAverageFen: yuan(more.opening) }, metadata());
    return clientId;
  };
  let feeds = 0;
  const feed = (text: string, feedId = `feed-${String(++feeds)}`, offset = 0, last = true): Promise<FeedStatus> =>
    work.jobs[FEED_JOB]({
      feedId,
      format: 'csv',
      encoding: 'utf-8',
      offset,
      bytes: new TextEncoder().encode(text),
      last,
      uploader: 'core',
    });
  const close = (businessDate: string) => work.jobs[CLOSE_JOB]({ businessDate, actor: 's' });
  const facts = async (clientId: string) =>
    (await ports.events.read(`tierStanding-${clientId}`)).map(({ type, data }) => ({ type, data }));
  const types = async (clientId: string) =>
    (await facts(clientId))
      .map(({ type }) => type)
      .filter(
        (type) =>
          ![
            'StandingOpened',
            'AverageBandChanged',
            'AverageCrossingForecast',
            'MonthJudged',
            'LargeMovementDetected',
          ].includes(type),
      );
  const accountDigest = async (...ids: readonly string[]) =>
    [...(await ports.rows.load<{ state: unknown }>(accountsTable, ids))].map(([key, row]) => [key, row.doc.state]);
  return { ports, work, register, feed, close, facts, types, standings, metadata, accountDigest };
}
const line = (clientNo: string, businessDate: string, amount: number, sequence: number): string =>
  `core,${String(sequence)},${clientNo},deposit,${businessDate},${String(yuan(amount))},CNY\n`;

describe('a feed', () => {
  it('counts what is accepted, duplicate and rejected, and is harmless when sent again', async () => {
    const { register, feed } = await branch();
    await register('C1');
    const text =
      line('C1', '2026-11-01', 5, 1) +
      line('C1', '2026-11-02', 5, 2) +
      line('C1', '2026-11-01', 9, 0) +
      line('C9', '2026-11-01', 5, 1);
    expect(await feed(text)).toMatchObject({ lines: 4, accepted: 2, duplicate: 1, rejected: 1, done: true });
    expect(await feed(text)).toMatchObject({ lines: 4, accepted: 0, duplicate: 3, rejected: 1 });
  });
  it('counts each line once: closing markers too, and blank what says nothing, over all pieces', async () => {
    const { register, feed } = await branch();
    await register('C1');
    const heading = 'type,source,sequence,clientNo,assetClass,businessDate,balanceFen,currency,outletId\n';
    const first = `${heading}balance,${line('C1', '2026-11-01', 5, 1)}\nclose,,,,,2026-11-01,,,\n`;
    const second = `\nbalance,${line('C9', '2026-11-02', 5, 2)}close,,,,,2026-11-02,,,\nclose,,,,,2026-11-01,,,\n`;
    expect(await feed(first, 'f', 0, false)).toMatchObject({
      lines: 4,
      accepted: 2,
      duplicate: 0,
      rejected: 0,
      blank: 2,
    });
    expect(await feed(second, 'f', first.length)).toMatchObject({
      ...{ lines: 8, accepted: 3, duplicate: 1, rejected: 1, blank: 3 },
    });
    expect(await feed(first + second)).toMatchObject({ lines: 8, accepted: 0, duplicate: 4, rejected: 1, blank: 3 });
  });
  it('is answered when its status and its rejected lines withstand a power cut', async () => {
    const { feed, ports } = await branch();
    const durable: string[] = [];
    const { commit } = ports.rows;
    ports.rows.commit = (one) => {
      if (one.durable) durable.push(...one.writes.map(({ table, rows }) => `${table.name} ${String(rows.length)}`));
      return commit.call(ports.rows, one);
    };
    await feed(line('C9', '2026-11-01', 5, 1));
    expect(durable).toEqual(['feeds 1', 'feed-rejected 1']);
  });
  it('loses nothing where a piece that was broken off is cut elsewhere the next time', async () => {
    const [first, second] = [line('C1', '2026-11-01', 5, 1), line('C1', '2026-11-02', 6, 2)];
    const [broken, whole] = [await branch(), await branch()];
    for (const { register, feed } of [broken, whole]) {
      await register('C1');
      expect((await feed(line('C1', '2026-10-01', 1, 1), 'before')).accepted).toBe(1);
    }
    const { rows } = broken.ports;
    const { commit } = rows;
    rows.commit = async (one) => {
      if (one.durable) throw new Error('killed');
      await commit.call(rows, one);
    };
    await expect(broken.feed(first, 'f', 0, false)).rejects.toThrow('killed');
    rows.commit = commit;
    expect(await broken.feed(first + second, 'f')).toMatchObject({ accepted: 1, duplicate: 1, done: true });
    expect(await whole.feed(first + second, 'f')).toMatchObject({ accepted: 2, duplicate: 0, done: true });
    const account = (at: typeof whole) => at.accountDigest(clientIdOf('C1'));
    expect(await account(broken)).toEqual(await account(whole));
  });
  it('goes on where it was interrupted; a piece sent twice is taken once, a piece left out is refused', async () => {
    const { register, feed } = await branch();
    await register('C1');
    const [first, second] = [line('C1', '2026-11-01', 5, 1), line('C1', '2026-11-02', 6, 2)];
    const begun = await feed(first, 'f', 0, false);
    expect([begun.offset, begun.done]).toEqual([first.length, false]);
    expect(await feed(first, 'f', 0, false)).toEqual(begun);
    await expect(feed(second, 'f', first.length + 7)).rejects.toMatchObject({
      code: 'feed.wrong-offset',
      details: { offset: first.length },
    });
    const done = await feed(second, 'f', first.length);
    expect([done.accepted, done.offset, done.done]).toEqual([2, first.length + second.length, true]);
    expect(await feed(second, 'f', first.length)).toEqual(done);
  });
  it('is answered by both of two processes that were sent the same piece at once, as by one', async () => {
    const { ports, register, feed, types } = await branch();
    const clientId = await register('C1', { tier: 'gold', opening: 900_000 });
    const other = clientsWork({ ...ports, tables: { activeTable: () => tableOf(clientList) }, restMs: 0 });
    const text = line('C1', '2026-11-19', 900_000, 1) + line('C9', '2026-11-19', 5, 1);
    const piece = { format: 'csv', encoding: 'utf-8', offset: 0, last: true, uploader: 'core' } as const;
    const [one, two] = await Promise.all([
      feed(text, 'f'),
      other.jobs[FEED_JOB]({ ...piece, feedId: 'f', bytes: new TextEncoder().encode(text) }),
    ]);
    expect(one).toEqual(two);
    expect(one).toMatchObject({ lines: 2, rejected: 1, done: true });
    expect(one.accepted + one.duplicate).toBe(1);
    expect(await types(clientId)).toEqual([]);
  });

  it('acceptance example 13: shuffled, or twice, it leaves the same accounts and the same standings', async () => {
    const lines: string[] = [];
    for (let n = 0; n < 6; n++)
      for (let d = 0; d < 40; d++)
        lines.push(
          line(
            `C${String(n)}`,
            addDays('2026-09-01', (d * 7) % 40),
            90_000 + ((n * 31 + d * 17) % 11) * 20_000,
            n * 100 + d,
          ),
        );
    const results = [];
    for (const order of [
      lines,
      [...lines].reverse(),
      [...lines.slice(77), ...lines.slice(0, 77), ...lines.slice(3, 50)],
    ]) {
      const { register, feed, close, accountDigest, facts } = await branch();
      const ids = [];
      for (let n = 0; n < 6; n++) ids.push(await register(`C${String(n)}`, { opening: 99_000 }));
      for (let i = 0; i < order.length; i += 25) await feed(order.slice(i, i + 25).join(''));
      await close('2026-10-31');
      results.push([await accountDigest(...ids), await Promise.all(ids.map(facts))]);
    }
    expect(JSON.stringify(results[0]).length).toBeGreaterThan(5_000);
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
  });
  it('keeps rejected lines sealed', async () => {
    const { feed, ports } = await branch();
    await feed('core,1,C1,deposit,2026-11-01,王小芳,CNY\n');
    const { rows } = await ports.rows.find(
      { name: 'feed-rejected', indexes: { feed: ['feedId', 'line'] } },
      { index: 'feed', limit: 5 },
    );
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain('王小芳');
  });
});

/** A balance kept from the first day of a month that makes the rolling average fall or rise slowly around the platinum standard. */
describe('closing business days', () => {
  it('acceptance example 9: watched at the first month end below, cleared at a compliant one, down after three in a row', async () => {
    const { register, feed, close, types } = await branch();
    const clears = await register('C1', { tier: 'platinum', opening: 502_000 });
    const falls = await register('C2', { tier: 'platinum', opening: 502_000 });
    await feed(line('C1', '2026-02-01', 460_000, 1) + line('C2', '2026-02-01', 460_000, 2));
    for (const end of ['2026-02-28', '2026-03-31']) await close(end);
    await feed(line('C1', '2026-04-01', 900_000, 3));
    await close('2026-04-30');
    expect(await types(clears)).toEqual(['TierWatchStarted', 'TierWatchCleared']);
    expect(await types(falls)).toEqual(['TierWatchStarted', 'ClientDowngraded']);
  });
  it('acceptance example 10: a corrected balance re-opens the decision, and the old answer stands in the facts before it', async () => {
    const { register, feed, close, types, facts, ports } = await branch();
    const clientId = await register('C2', { tier: 'platinum', opening: 502_000 });
    await feed(line('C2', '2026-02-01', 460_000, 1));
    for (const end of ['2026-02-28', '2026-03-31', '2026-04-30']) await close(end);
    const before = (await ports.events.read(`tierStanding-${clientId}`)).length;
    await feed(line('C2', '2026-02-01', 700_000, 2));
    expect(await types(clientId)).toEqual(['TierWatchStarted', 'ClientDowngraded', 'TierRestored']);
    const fold = (count: number) =>
      facts(clientId).then((all) =>
        all.slice(0, count).reduce((s, fact) => tierStanding.evolve(s, fact as never), tierStanding.initial()),
      );
    expect([(await fold(before)).tier, (await fold(99)).tier]).toEqual(['gold', 'platinum']);
  });
  it('acceptance example 10: a corrected balance re-opens the decision too where another process was first to say the piece is taken', async () => {
    const { register, feed, close, types, ports } = await branch();
    const clientId = await register('C2', { tier: 'platinum', opening: 502_000 });
    await feed(line('C2', '2026-02-01', 460_000, 1));
    for (const end of ['2026-02-28', '2026-03-31', '2026-04-30']) await close(end);
    const text = line('C2', '2026-02-01', 700_000, 2);
    let overtaken = 0;
    const commit: InMemoryRowStore['commit'] = async (given) => {
      if (given.writes.some(({ table }) => table === feedsTable) && overtaken++ === 0) await feed(text, 'f', 0, false);
      await ports.rows.commit(given);
    };
    const rows = new Proxy(ports.rows, {
      get: (store, name) => {
        const own: unknown = name === 'commit' ? commit : Reflect.get(store, name, store);
        return typeof own === 'function' && name !== 'commit' ? (own.bind(store) as unknown) : own;
      },
    });
    const other = clientsWork({ ...ports, rows, tables: { activeTable: () => tableOf(clientList) }, restMs: 0 });
    const piece = { format: 'csv', encoding: 'utf-8', offset: 0, last: false, uploader: 'core' } as const;
    await other.jobs[FEED_JOB]({ ...piece, feedId: 'f', bytes: new TextEncoder().encode(text) });
    expect(overtaken).toBe(1);
    expect(await types(clientId)).toEqual(['TierWatchStarted', 'ClientDowngraded', 'TierRestored']);
  });
  it('acceptance example 19: a gold client signed at 150k whose average reaches 500k is potential for platinum', async () => {
    const { register, feed, close, facts } = await branch();
    const clientId = await register('C1', { tier: 'gold', opening: 150_000 });
    await feed(line('C1', '2026-03-01', 2_000_000, 1));
    for (let date = '2026-03-01'; date <= '2026-06-30'; date = addDays(date, 1)) await close(date);
    const marked = (await facts(clientId)).filter(({ type }) => type === 'ClientMarkedPotential');
    expect(marked).toHaveLength(1);
    expect(marked[0]?.data).toMatchObject({ basis: 'reached', targetTier: 'platinum', currentTier: 'gold' });
    const on = dayNumber(marked[0]?.data['markedOn'] as string);
    const average = (days: number): number => Math.floor((150_000 * (365 - days) + 2_000_000 * days) / 365);
    const days = on - dayNumber('2026-03-01') + 1;
    expect([average(days) >= 500_000, average(days - 1) >= 500_000]).toEqual([true, false]);
  });
  it('acceptance example 16: who declined is left alone for 180 days, even when nothing moves', async () => {
    const { register, feed, close, types, standings, metadata } = await branch();
    const clientId = await register('C1', { opening: 150_000 });
    await feed(line('C1', '2026-01-01', 150_000, 1));
    await close('2026-01-05');
    await standings(
      clientId,
      terminateFollowUp,
      { clientId, reasonCode: 'declined', on: '2026-01-10', coolOffDays: 180 },
      metadata(),
    );
    for (let date = '2026-01-11'; date <= '2026-07-09'; date = addDays(date, 1)) await close(date);
    expect(await types(clientId)).toEqual(['ClientMarkedPotential', 'FollowUpTerminated']);
    await close('2026-07-10');
    expect((await types(clientId)).at(-1)).toBe('ClientMarkedPotential');
  });
  it('evaluates every date that is pending, as of its own date', async () => {
    const daily = await branch();
    const late = await branch();
    const ids = [];
    for (const { register, feed } of [daily, late]) {
      ids.push(await register('C1', { opening: 90_000 }));
      await feed(line('C1', '2026-05-01', 600_000, 1));
    }
    await late.close('2026-05-01');
    for (let date = '2026-05-01'; date <= '2026-05-30'; date = addDays(date, 1)) await daily.close(date);
    await late.close('2026-05-30');
    const marked = async ({ facts }: typeof daily, id: string | undefined) =>
      (await facts(id ?? '')).filter(({ type }) => type === 'ClientMarkedPotential');
    expect(await marked(late, ids[1])).toEqual(await marked(daily, ids[0]));
    expect(await marked(late, ids[1])).toHaveLength(1);
  });
  it('goes on where it stopped, and closes once', async () => {
    const { register, feed, close, ports, work } = await branch();
    await register('C1', { opening: 90_000 });
    await feed(`type,businessDate\nclose,2026-05-01\n`);
    await close('2026-05-01');
    await close('2026-04-01');
    const facts = (await ports.events.read('businessCalendar-branch')).map(({ type }) => type);
    expect(facts).toEqual(['BusinessDateClosing', 'BusinessDateClosed']);
    expect(await work.jobs[CLOSE_JOB]({ businessDate: '2026-05-01', actor: 's' })).toEqual({
      closedThrough: '2026-05-01',
    });
    await expect(close('2026-11-21')).rejects.toMatchObject({ code: 'business-day.in-future' });
    expect(dateOfDay(dayNumber('2026-05-01'))).toBe('2026-05-01');
  });
  it('brings the averages of the list to the last closed date where a process before did not come to it', async () => {
    const { close, ports, work } = await branch();
    await close('2026-05-01');
    await work.stop();
    const mark = (done: boolean) => ({ 'list-refresh': { through: '2026-05-01', done } });
    await ports.rows.commit({ writes: [], checkpoints: mark(false) });
    const next = clientsWork({ ...ports, tables: { activeTable: () => tableOf(clientList) }, restMs: 0 });
    const stop = new AbortController();
    const watching = next.watch(stop.signal);
    await eventually(async () =>
      expect(await ports.rows.checkpoint('list-refresh')).toMatchObject(mark(true)['list-refresh']),
    );
    stop.abort();
    await watching;
    await next.stop();
  });
});

describe('a policy that is changed after clients were judged', () => {
  const today = '2026-11-20';
  /** A platinum client who fell in April: below 500 000 at three month ends, above 450 000 at each. */
  async function fallen() {
    const at = await branch();
    const clientId = await at.register('C2', { tier: 'platinum', opening: 502_000 });
    await at.feed(line('C2', '2026-02-01', 460_000, 1));
    for (const end of ['2026-02-28', '2026-03-31', '2026-04-30']) await at.close(end);
    const policies = createHandler(tierPolicy, at.ports);
    const adopt = async (effectiveFrom: string, reevaluate: boolean) => {
      const rules = { ...builtInRules, thresholdsFen: { ...builtInRules.thresholdsFen, platinum: yuan(450_000) } };
      const proposal = { proposalId: 'p-1', rules, effectiveFrom, reevaluate, proposedBy: 's-1', today };
      await policies(TIER_POLICY, proposePolicy, proposal, at.metadata());
      await policies(TIER_POLICY, approvePolicy, { proposalId: 'p-1', approvedBy: 's-2', today }, at.metadata());
    };
    /** Runs the watch of a process that starts now until it has caught up and nothing is written any more. */
    const watched = async () => {
      const stop = new AbortController();
      const again = clientsWork({ ...at.ports, tables: { activeTable: () => tableOf(clientList) }, restMs: 0 });
      const watching = again.watch(stop.signal);
      for (let before = -1, now = 0; before !== now; before = now, now = (await at.facts(clientId)).length)
        await new Promise((resolve) => setTimeout(resolve, 60));
      stop.abort();
      await watching;
    };
    return { ...at, clientId, adopt, watched };
  }

  it('keeps the version of closed months while re-evaluation is not asked for', async () => {
    const { types, clientId, adopt, watched, close } = await fallen();
    await adopt('2026-11-21', false);
    await watched();
    clock.set('2026-11-22T04:00:00.000Z');
    await close('2026-11-21');
    expect(await types(clientId)).not.toContain('TierRestored');
  });

  it('judges everybody again under a version that reaches into the past, once, also when started anew', async () => {
    const { types, facts, clientId, adopt, watched } = await fallen();
    expect(await types(clientId)).toEqual(['TierWatchStarted', 'ClientDowngraded']);
    await adopt('2026-02-01', true);
    await watched();
    expect((await types(clientId)).at(-1)).toBe('TierRestored');
    const judged = (await facts(clientId)).filter(({ type }) => type === 'MonthJudged');
    expect(judged.at(-1)?.data).toMatchObject({ below: false, policyVersion: 2 });
    const written = (await facts(clientId)).length;
    await watched();
    expect(await facts(clientId)).toHaveLength(written);
  });
});

describe('a process that remembers what it has looked at', () => {
  const CLIENTS = 15;
  const DAYS = 130;
  /** Balances that move now and then; every day is closed by the same work, or each by one that was just started. */
  async function closed(anew: boolean) {
    const { ports, register, facts } = await branch();
    const ids: string[] = [];
    for (let n = 0; n < CLIENTS; n++) ids.push(await register(`C${String(n)}`, { opening: 60_000 + n * 40_000 }));
    const start = () => clientsWork({ ...ports, tables: { activeTable: () => tableOf(clientList) }, restMs: 0 });
    let work = start();
    const counted: unknown[] = [];
    for (let d = 0; d < DAYS; d++) {
      if (anew) work = start();
      const date = addDays('2026-06-01', d);
      const moved = ids.flatMap((_, n) =>
        (n * 7 + d * 5) % 23 === 0 ? [line(`C${String(n)}`, date, 50_000 + ((n * 13 + d * 29) % 17) * 70_000, d)] : [],
      );
      const piece = {
        feedId: `feed-${date}`,
        format: 'csv',
        encoding: 'utf-8',
        offset: 0,
        last: true,
        uploader: 'core',
      };
      await work.jobs[FEED_JOB]({ ...piece, bytes: new TextEncoder().encode(moved.join('')) } as FeedPiece);
      await work.jobs[CLOSE_JOB]({ businessDate: date, actor: 's' });
    }
    for (const { type, data } of await ports.events.read('businessCalendar-branch'))
      if (type === 'BusinessDateClosed') counted.push(data['clients']);
    return { counted, standings: await Promise.all(ids.map(facts)) };
  }

  it('judges everybody as one that looks at them all', async () => {
    const [kept, anew] = [await closed(false), await closed(true)];
    expect(kept).toEqual(anew);
    expect(kept.counted).toEqual(Array.from({ length: DAYS }, () => CLIENTS));
    expect(new Set(kept.standings.flat().map(({ type }) => type)).size).toBeGreaterThan(4);
  });
});

describe('two processes of this service', () => {
  const CLIENTS = 12;
  /** Feeds three months to `processes` in turn, each with a watch of its own and one of them with the closing marker of every day. */
  async function fed(processes: number) {
    const { ports, register } = await branch();
    const ids: string[] = [];
    for (let n = 0; n < CLIENTS; n++) ids.push(await register(`C${String(n)}`, { opening: 90_000 + n * 40_000 }));
    const leases = new InMemoryLeases();
    const opened = () => {
      const tables = { activeTable: () => tableOf(clientList) };
      return clientsWork({ ...ports, lease: leases.open(), alone: processes === 1, tables, restMs: 0 });
    };
    const works = Array.from({ length: processes }, opened);
    const stop = new AbortController();
    const watching = works.map((work) => work.watch(stop.signal));
    for (let d = 0; d < 92; d += 2) {
      const pieces = [0, 1].map((next) => {
        const date = addDays('2026-06-01', d + next);
        const balances = ids.map((_, n) =>
          line(`C${String(n)}`, date, 80_000 + ((n * 37 + d * 11) % 9) * 60_000, d + next),
        );
        return { date, text: balances.join('') };
      });
      await Promise.all(
        pieces.map(async ({ date, text }, n) => {
          const bytes = new TextEncoder().encode(text);
          const piece = {
            feedId: `feed-${date}`,
            format: 'csv',
            encoding: 'utf-8',
            offset: 0,
            bytes,
            last: true,
            uploader: 'core',
          };
          await works[n % processes]?.jobs[FEED_JOB](piece as FeedPiece);
        }),
      );
      const closing = { businessDate: pieces[1]?.date ?? '', actor: 's' };
      await Promise.all(works.map((work) => work.jobs[CLOSE_JOB](closing)));
    }
    stop.abort();
    await Promise.all([...watching, ...works.map((work) => work.stop())]);
    const standings = await Promise.all(ids.map((id) => ports.events.read(`tierStanding-${id}`)));
    const told = standings.map((facts) =>
      facts.map(({ type, data, metadata: { commandId } }) => ({ type, data, commandId })),
    );
    const calendar = (await ports.events.read('businessCalendar-branch')).map(({ type, data }) => ({ type, data }));
    return { told, calendar };
  }

  it('that take files and close the same dates at once judge everybody as one process does, and close once', async () => {
    const [one, two] = [await fed(1), await fed(2)];
    expect(two).toEqual(one);
    expect(one.told.flat().length).toBeGreaterThan(CLIENTS);
  });

  it('see what the other one wrote and did not come to keep before it ended', async () => {
    const { ports, register, types } = await branch();
    const clientId = await register('C1');
    const work = clientsWork({ ...ports, alone: false, tables: { activeTable: () => tableOf(clientList) }, restMs: 0 });
    const close = (businessDate: string) => work.jobs[CLOSE_JOB]({ businessDate, actor: 's' });
    await close('2026-05-01');
    // The other process keeps its states elsewhere: here they are missing, as after its death.
    const dying = createHandler(assetAccount, { ...ports, rows: new InMemoryRowStore() });
    const day = dayNumber('2026-05-02');
    const record = { classIndex: 0, day, balanceFen: yuan(900_000_000), source: 'core', rank: 0, sequence: 1 };
    const id = '00000000-0000-4000-8000-00000000dead';
    const metadata = { actor: 's', commandId: id, correlationId: id, causationId: id, occurredAt: clock.now() };
    await dying(clientId, recordBalances, { clientId, records: [record] }, metadata);
    await close('2026-05-02');
    expect(await types(clientId)).toEqual(['ClientMarkedPotential']);
  });
});
