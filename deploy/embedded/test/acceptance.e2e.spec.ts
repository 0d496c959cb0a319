import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { addDays, shanghaiInstant } from '@pcrm/contracts';
import {
  balance,
  clientLine,
  closing,
  contact,
  id,
  moves,
  numbered,
  openDesk,
  people,
  to,
  visit,
  yuan,
  type Desk,
} from './words.js';

const { head, manager, otherManager, teller, branchManager } = people;

/** A whole branch per example: opening and closing it is most of it. */
jest.setTimeout(30_000);

let desk: Desk;
const lines = (clientNos: readonly string[], words: Parameters<typeof clientLine>[1]) =>
  clientNos.map((clientNo) => clientLine(clientNo, words));
const code = async (asked: ReturnType<Desk['post']>) => (await asked).body['code'];
const standing = async (clientNo: string, asOf?: string) =>
  (await desk.get(head, `clients/${id(clientNo)}/standing${asOf === undefined ? '' : `?asOf=${asOf}`}`)).body;
const lineOf = async (staffId: string) => {
  const { body } = await desk.get<{ staff: readonly { staffId: string }[] }>(head, 'load-board');
  return body.staff.find((line) => line.staffId === staffId);
};
const duty = async (clientNo: string, rule: string) =>
  (await desk.items<{ rule: string }>(head, `duties/clients/${id(clientNo)}`)).find((each) => each.rule === rule);
const openOpportunity = (clientNo: string) =>
  desk.get<{ opportunityId: string }>(head, `opportunities/open/${id(clientNo)}`);

describe('acceptance examples through the whole branch', () => {
  beforeEach(async () => {
    desk = await openDesk('2026-06-01');
  });
  afterEach(async () => {
    try {
      expect(await desk.parked()).toEqual([]);
    } finally {
      await desk[Symbol.asyncDispose]();
    }
  });

  it('1: the 31st diamond client is refused; with the head’s reason accepted and flagged', async () => {
    const diamonds = numbered('D', 31);
    await desk.clients(lines(diamonds, { tier: 'diamond', average: 1_200_000 }));
    expect((await desk.post(head, 'assignments/batch', moves(diamonds.slice(0, 30), 'm-1'))).status).toBe(200);
    const refused = await desk.post(head, 'assignments', to('D31', 'm-1'));
    expect(refused).toMatchObject({ status: 422, body: { code: 'book.capacity-exceeded', details: { rule: 'A9' } } });
    const allowed = await desk.post(head, 'assignments', to('D31', 'm-1', { reason: '同事休假期间代管' }));
    expect(allowed).toMatchObject({ status: 200, body: { warnings: ['book.capacity-overridden'] } });
    expect((await desk.get(head, `assignments/${id('D31')}`)).body['maintainers']).toMatchObject([
      { staffId: 'm-1', overridden: true },
    ]);
    expect(await lineOf('m-1')).toMatchObject({ load: { numerator: 31, denominator: 30 }, overloaded: true });
  });

  it('2: 12 diamond + 40 platinum + 30 gold is 0.95; ten gold more 1.00; one more is refused', async () => {
    await desk.clients([
      ...lines(numbered('D', 12), { tier: 'diamond', average: 1_200_000 }),
      ...lines(numbered('P', 40), { tier: 'platinum', average: 600_000 }),
      ...lines(numbered('G', 41), { tier: 'gold', average: 150_000 }),
    ]);
    const first = [...numbered('D', 12), ...numbered('P', 40), ...numbered('G', 30)];
    expect((await desk.post(head, 'assignments/batch', moves(first, 'm-1'))).status).toBe(200);
    expect(await lineOf('m-1')).toMatchObject({ load: { numerator: 19, denominator: 20, index: 0.95 } });
    const ten = numbered('G', 40).slice(30);
    expect((await desk.post(head, 'assignments/batch', moves(ten, 'm-1'))).status).toBe(200);
    expect(await lineOf('m-1')).toMatchObject({
      counts: { diamond: 12, platinum: 40, gold: 40 },
      load: { numerator: 1, denominator: 1, index: 1 },
      overloaded: false,
    });
    expect(await desk.post(head, 'assignments', to('G41', 'm-1'))).toMatchObject({
      status: 422,
      body: { code: 'book.capacity-exceeded', details: { load: { numerator: 201, denominator: 200 } } },
    });
  });

  it('3: gold of 199 999.99 to the teller; of 200 000.00 to the lobby manager only; of 500 000.00 to neither', async () => {
    await desk.clients([
      clientLine('G1', { tier: 'gold', average: 199_999.99 }),
      clientLine('G2', { tier: 'gold', average: 200_000 }),
      clientLine('G3', { tier: 'gold', average: 500_000 }),
    ]);
    await desk.feed([closing('2026-05-31')]);
    const averages = await desk.items<{ clientNo: string; averageFen: number }>(head, 'clients?sort=number');
    expect(averages.map(({ averageFen }) => averageFen)).toEqual([19_999_999, 20_000_000, 50_000_000]);
    const allot = (clientNo: string, staffId: string) => desk.post(head, 'assignments/allot', to(clientNo, staffId));
    expect((await allot('G1', 't-1')).status).toBe(200);
    expect(await code(allot('G2', 't-1'))).toBe('book.band-not-allowed');
    expect((await allot('G2', 'l-1')).status).toBe(200);
    for (const staffId of ['t-1', 'l-1']) expect((await allot('G3', staffId)).status).toBe(422);
    expect(await desk.items(teller, 'books/t-1')).toMatchObject([{ clientNo: 'G1', as: 'maintainer' }]);
  });

  it('4: a potential client to a teller is refused (A3)', async () => {
    await desk.clients([clientLine('C4', { average: 150_000 })]);
    await desk.feed([balance('C4', '2026-05-31', 150_000), closing('2026-05-31')]);
    expect(await desk.items(head, 'unassigned')).toMatchObject([{ clientNo: 'C4', tier: null, targetTier: 'gold' }]);
    expect(await desk.post(head, 'assignments', to('C4', 't-1'))).toMatchObject({
      status: 422,
      body: { code: 'book.potential-needs-client-manager', details: { rule: 'A3' } },
    });
    expect((await desk.post(head, 'assignments', to('C4', 'm-1'))).status).toBe(200);
    expect(await desk.items(head, 'unassigned')).toEqual([]);
  });

  it('5: diamond in June: one meeting is met, one call at risk, two calls met; platinum: a meeting and two calls met', async () => {
    const diamonds = numbered('D', 3);
    await desk.clients([
      ...lines(diamonds, { tier: 'diamond', average: 1_200_000 }),
      clientLine('P1', { tier: 'platinum', average: 600_000 }),
    ]);
    await desk.post(head, 'assignments/batch', moves([...diamonds, 'P1'], 'm-1'));
    await desk.at('2026-06-25', 12);
    const log = (clientNo: string, date: string, channel: 'phone' | 'meeting' = 'phone') =>
      desk.post(manager, 'contacts', contact(clientNo, shanghaiInstant(date, 10), { channel }));
    await log('D1', '2026-06-10', 'meeting');
    await log('D2', '2026-06-10');
    await log('D3', '2026-06-10');
    await log('D3', '2026-06-11');
    await log('P1', '2026-06-12', 'meeting');
    await log('P1', '2026-06-13');
    expect(await duty('P1', 'C4')).toMatchObject({ owed: 4, done: 3, status: 'atRisk' });
    await log('P1', '2026-06-14');
    expect(await duty('D1', 'C3')).toMatchObject({ owed: 2, done: 2, status: 'met' });
    expect(await duty('D2', 'C3')).toMatchObject({ owed: 2, done: 1, status: 'atRisk' });
    expect(await duty('D3', 'C3')).toMatchObject({ owed: 2, done: 2, status: 'met' });
    expect(await duty('P1', 'C4')).toMatchObject({ owed: 4, done: 4, status: 'met' });
  });

  it('6: 9 distinct clients and 3 repeat calls in a week: 9/10, missed', async () => {
    const golds = numbered('G', 14);
    await desk.clients(lines(golds, { tier: 'gold', average: 150_000 }));
    await desk.post(head, 'assignments/batch', moves(golds, 'm-2'));
    await desk.at('2026-06-17', 12);
    for (const clientNo of [...golds.slice(0, 9), ...golds.slice(0, 3)])
      await desk.branch.as(otherManager).post('contacts', contact(clientNo, shanghaiInstant('2026-06-16', 10)));
    await desk.at('2026-06-22', 9);
    const [line] = await desk.items<{ strip: readonly { week: string }[] }>(otherManager, 'compliance/staff');
    expect(line?.strip.find(({ week }) => week === '2026-W25')).toEqual({
      ...{ week: '2026-W25', target: 10, clients: 9, verdict: 'missed' },
    });
  });

  it('7: 200 clients ask for 16 a week', async () => {
    const golds = numbered('G', 200);
    await desk.clients(lines(golds, { tier: 'gold', average: 150_000 }));
    expect((await desk.post(head, 'assignments/batch', moves(golds, 'm-1'))).status).toBe(200);
    expect((await desk.get(manager, 'duties/due')).body['week']).toMatchObject({
      ...{ target: 10, done: 0, need: { clients: 16 } },
    });
  });

  it('14: the 61st diamond client to one adviser and a platinum client to a wealth adviser are refused; to a financial adviser allowed', async () => {
    await desk.clients([
      ...lines(numbered('D', 61), { tier: 'diamond', average: 1_200_000 }),
      clientLine('P1', { tier: 'platinum', average: 600_000 }),
    ]);
    const attach = (clientNo: string, staffId: string) =>
      desk.branch.as(head).post('assignments/advisers/attach', to(clientNo, staffId));
    for (const clientNo of numbered('D', 60)) expect((await attach(clientNo, 'w-1')).status).toBe(200);
    expect(await code(attach('D61', 'w-1'))).toBe('book.adviser-ratio-exceeded');
    expect(await code(attach('P1', 'w-1'))).toBe('book.adviser-tier-not-allowed');
    expect((await attach('P1', 'f-1')).status).toBe(200);
  });

  it('15: a teller’s gold client reaches 500 000.00: re-assignment is proposed, and opens the opportunity for platinum', async () => {
    await desk.clients([clientLine('G1', { tier: 'gold', average: 150_000 })]);
    await desk.feed([closing('2026-05-30')]);
    expect((await desk.post(head, 'assignments/allot', to('G1', 't-1'))).status).toBe(200);
    await desk.feed([balance('G1', '2026-05-31', 365 * 500_000 - 364 * 150_000), closing('2026-05-31')]);
    expect((await desk.get(head, `clients/${id('G1')}`)).body).toMatchObject({
      ...{ averageFen: yuan(500_000), tier: 'gold', potential: { basis: 'reached', targetTier: 'platinum' } },
    });
    expect(await desk.items(head, 'assignments/proposals')).toMatchObject([
      { clientId: id('G1'), staffId: 't-1', targetTier: 'platinum', reasonCode: 'book.potential-needs-client-manager' },
    ]);
    expect((await desk.post(head, 'assignments/reassign', to('G1', 'm-1'))).status).toBe(200);
    expect(await desk.items(head, 'assignments/proposals')).toEqual([]);
    expect((await openOpportunity('G1')).body).toMatchObject({
      ...{ stage: 'ALLOCATED', currentTier: 'gold', targetTier: 'platinum', staffId: 'm-1' },
    });
  });

  it('16: a potential client declines: follow-up, duties and load end, no alert; a new large movement reopens', async () => {
    await desk.clients([clientLine('C16', { average: 150_000 })]);
    await desk.feed([balance('C16', '2026-05-31', 150_000), closing('2026-05-31')]);
    await desk.post(head, 'assignments', to('C16', 'm-1'));
    expect(await lineOf('m-1')).toMatchObject({ load: { numerator: 1, denominator: 300 } });
    const { opportunityId } = (await openOpportunity('C16')).body;
    const declined = { reasonCode: 'declined', reason: '暂不考虑' };
    expect((await desk.post(manager, `opportunities/${opportunityId}/terminate`, declined)).status).toBe(200);
    expect((await desk.get(head, `opportunities/${opportunityId}`)).body).toMatchObject({
      ...{ stage: 'TERMINATED', open: false, reasonCode: 'declined' },
    });
    expect((await standing('C16'))['coolOff']).toEqual({ terminatedOn: '2026-06-01', until: '2026-11-28' });
    expect(await lineOf('m-1')).toMatchObject({ load: { numerator: 0 } });
    expect((await desk.get(manager, 'duties/due')).body).toMatchObject({ items: [], total: 0 });

    await desk.at('2026-07-20', 9);
    expect(await desk.items(head, 'alerts')).toEqual([]);
    expect(await desk.items(head, 'potentials')).toEqual([]);
    expect(await desk.items(head, 'unassigned')).toEqual([]);

    await desk.feed([balance('C16', '2026-07-20', 260_000, 2), closing('2026-07-20')]);
    expect(await desk.items(head, 'potentials')).toMatchObject([{ clientNo: 'C16', coolingOff: false }]);
    expect(await desk.items(head, 'unassigned')).toMatchObject([{ clientNo: 'C16', targetTier: 'gold' }]);
    await desk.at('2026-11-28', 9);
    expect(await desk.items(head, 'alerts')).toEqual([]);
    await desk.at('2026-12-01', 9);
    expect(await desk.items(head, 'alerts')).toMatchObject([
      { clientId: id('C16'), reasonCode: 'potential.unassigned' },
    ]);
  });

  it('19: a gold client signed at 150k whose average reaches 500k opens an upgrade opportunity with the same manager', async () => {
    await desk.clients([clientLine('G1', { tier: 'gold', average: 150_000 })]);
    await desk.post(head, 'assignments', to('G1', 'm-1'));
    expect((await openOpportunity('G1')).status).toBe(404);
    await desk.feed([balance('G1', '2026-05-31', 365 * 500_000 - 364 * 150_000), closing('2026-05-31')]);
    expect((await openOpportunity('G1')).body).toMatchObject({
      ...{ stage: 'ALLOCATED', currentTier: 'gold', targetTier: 'platinum', staffId: 'm-1' },
    });
    expect(await desk.items(head, 'assignments/proposals')).toEqual([]);
  });
});

describe('acceptance examples over months', () => {
  /** Balances that make the annual daily average of a client with an opening average of 520 000 exact at each month end. */
  const months = (clientNo: string, may: readonly string[]) => [
    [closing('2026-02-28')],
    [balance(clientNo, '2026-03-01', 0), balance(clientNo, '2026-03-31', 365 * 480_000 - 334 * 520_000)],
    [
      balance(clientNo, '2026-04-01', 0),
      balance(clientNo, '2026-04-30', 365 * 470_000 - 304 * 520_000 - (365 * 480_000 - 334 * 520_000)),
    ],
    may,
  ];
  const MONTH_ENDS = ['2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31'];
  const average = async (clientNo: string) => (await desk.get(head, `clients/${id(clientNo)}`)).body['averageFen'];

  beforeEach(async () => {
    desk = await openDesk('2026-02-28');
    await desk.clients([
      clientLine('P1', { tier: 'platinum', average: 520_000 }),
      clientLine('P2', { tier: 'platinum', average: 520_000 }),
    ]);
  });
  afterEach(async () => {
    try {
      expect(await desk.parked()).toEqual([]);
    } finally {
      await desk[Symbol.asyncDispose]();
    }
  });

  async function fourMonths(): Promise<readonly object[]> {
    const recovers = 365 * 505_000 - 273 * 520_000 - (365 * 470_000 - 304 * 520_000);
    const p1 = months('P1', [balance('P1', '2026-05-01', 0), balance('P1', '2026-05-31', recovers)]);
    const p2 = months('P2', [balance('P2', '2026-05-01', 0)]);
    const seen: object[] = [];
    for (const [index, date] of MONTH_ENDS.entries()) {
      await desk.at(date, 23);
      await desk.feed([...(p1[index] ?? []), ...(p2[index] ?? []), closing(date)]);
      const [one, two] = [await standing('P1'), await standing('P2')];
      const averages = [await average('P1'), await average('P2')];
      seen.push({ averages, tiers: [one['tier'], two['tier']], watches: [one['watch'], two['watch']] });
    }
    return seen;
  }

  it('9: 520k, 480k, 470k, 505k: watched in month 2, cleared in month 4; three month ends in a row below: down at the fourth', async () => {
    const low = Math.floor(yuan(365 * 470_000 - 31 * 520_000) / 365);
    const watch = { since: '2026-03-31' };
    expect(await fourMonths()).toEqual([
      { averages: [yuan(520_000), yuan(520_000)], tiers: ['platinum', 'platinum'], watches: [undefined, undefined] },
      { averages: [yuan(480_000), yuan(480_000)], tiers: ['platinum', 'platinum'], watches: [watch, watch] },
      { averages: [yuan(470_000), yuan(470_000)], tiers: ['platinum', 'platinum'], watches: [watch, watch] },
      { averages: [yuan(505_000), low], tiers: ['platinum', 'gold'], watches: [undefined, undefined] },
    ]);
    expect((await desk.get(head, `clients/${id('P2')}`)).body).toMatchObject({ tier: 'gold', watched: false });
  });

  it('10: a corrected balance of a closed day re-opens the tier decision; asked as of before, the old answer is shown', async () => {
    await fourMonths();
    await desk.post(head, 'assignments', to('P2', 'm-1'));
    expect((await desk.items<{ tier: string }>(head, 'books/m-1'))[0]?.tier).toBe('gold');
    const { facts } = (await desk.get<{ facts: readonly { recordedAt: string }[] }>(head, `clients/${id('P2')}/why`))
      .body;
    const before = facts.at(-1)?.recordedAt;
    await desk.at('2026-06-10', 10);
    expect((await desk.feed([balance('P2', '2026-03-31', 40_000_000, 2)])).body).toMatchObject({ accepted: 1 });
    expect((await standing('P2'))['tier']).toBe('platinum');
    expect((await standing('P2', before))['tier']).toBe('gold');
    expect((await desk.get(head, `clients/${id('P2')}`)).body['tier']).toBe('platinum');
    expect((await desk.items<{ tier: string }>(head, 'books/m-1'))[0]?.tier).toBe('platinum');
    expect((await desk.get(branchManager, `clients?outletId=N01&tier=platinum`)).body['items']).toHaveLength(2);
  });
});

describe('acceptance example 13 through the whole branch', () => {
  const clientNos = numbered('C', 6);
  const dates = Array.from({ length: 21 }, (_, nth) => addDays('2026-05-20', nth));
  const amount = (client: number, nth: number): number => 60_000 + ((client * 31 + nth * 17) % 13) * 900_000;
  const records = dates.map((date, nth) =>
    clientNos.flatMap((clientNo, client) => [
      ...((client + nth) % 3 === 0 ? [] : [balance(clientNo, date, amount(client, nth), nth + 1)]),
      ...((client * 5 + nth) % 7 === 0 ? [visit(clientNo, date)] : []),
    ]),
  );
  const markers = dates.map(closing);
  const inOrder = dates.flatMap((_, nth) => [...(records[nth] ?? []), markers[nth] ?? '']);
  /** Every 17th line modulo a prime above the number of lines: a fixed shuffle. */
  const shuffled = (all: readonly string[]): readonly string[] =>
    all
      .map((line, nth) => ({ line, place: (nth * 7_919 + 13) % 104_729 }))
      .toSorted((a, b) => a.place - b.place)
      .map(({ line }) => line);

  async function digestAfter(...files: readonly (readonly string[])[]): Promise<readonly string[]> {
    await using branch = await openDesk('2026-05-19');
    await branch.clients([
      ...lines(clientNos.slice(0, 2), { tier: 'gold', average: 150_000 }),
      clientLine('C3', { tier: 'platinum', average: 520_000 }),
      ...lines(clientNos.slice(3), { average: 90_000 }),
    ]);
    await branch.post(head, 'assignments/batch', moves(['C1', 'C3'], 'm-1'));
    await branch.at('2026-06-09', 23);
    for (const file of files) expect((await branch.feed(file)).body).toMatchObject({ rejected: 0, done: true });
    await branch.post(head, 'assignments', to('C2', 'm-2'));
    expect(await branch.parked()).toEqual([]);
    return await branch.digest();
  }

  // Three whole branches and four files of three weeks: several times as long as an example of one.
  it('13: the same file pushed twice, or its lines shuffled: the same digest, line by line', async () => {
    const once = await digestAfter(inOrder);
    expect(once.find((line) => line.startsWith('clients client-list'))).toMatch(/^clients client-list 6 /);
    expect(once.find((line) => line.startsWith('engagement progress-table'))).toMatch(
      /^engagement progress-table [1-6] /,
    );
    expect(await digestAfter(inOrder, inOrder)).toEqual(once);
    expect(await digestAfter([...shuffled(records.flat()), ...markers])).toEqual(once);
    expect(shuffled(records.flat())).not.toEqual(records.flat());
  }, 150_000);

  it('13: day 1 = 100, day 2 = 100 confirmed, day 1 corrected to 50: day 2 is still 100', async () => {
    await using branch = await openDesk('2026-06-02');
    await branch.clients([clientLine('C1')]);
    await branch.feed([balance('C1', '2026-06-01', 100, 1), balance('C1', '2026-06-02', 100, 2)]);
    await branch.feed([balance('C1', '2026-06-01', 50, 3), closing('2026-06-02')]);
    const { body } = await branch.get(head, `clients/${id('C1')}`);
    expect(body['balances']).toMatchObject({ asOf: '2026-06-02', totalFen: yuan(100) });
    expect(body['average']).toMatchObject({ averageFen: Math.floor(yuan(150) / 365), days: 365, coveredDays: 2 });
  });
});
