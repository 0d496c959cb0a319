import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pretend } from '../../test/pretended-surroundings.js';
import { runCommandLine } from '../command-line.js';
import { manifestOf, OUTLETS, staffOf, type Act, type Manifest, type Staff } from '../demo/index.js';
import { EXIT } from '../failure.js';

const SEED = 11;
const START = '2026-02-01';
const DAYS = 70;
const CLIENTS = 1_500;
let root: string;
const folderOf = (name: string): string => join(root, name);
const make = (name: string, days: number, ...more: string[]): Promise<number> =>
  runCommandLine(
    ['demo', folderOf(name), '--clients', String(CLIENTS), '--days', String(days), '--seed', String(SEED), ...more],
    pretend(),
  );
/** SHA-256 of every file of a folder, by path. */
async function hashes(name: string): Promise<{ readonly [path: string]: string }> {
  const found = await readdir(folderOf(name), { recursive: true, withFileTypes: true });
  const files = found.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
  const hash = async (path: string): Promise<string> =>
    createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  return Object.fromEntries(
    await Promise.all(files.map(async (path) => [path.slice(folderOf(name).length + 1), await hash(path)] as const)),
  );
}
const rowsOf = async (path: string): Promise<readonly { readonly [column: string]: string }[]> => {
  const [heading = '', ...lines] = (await readFile(join(folderOf('one'), path), 'utf8')).trimEnd().split('\n');
  const columns = heading.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, at) => [columns[at] ?? '', cell])));
};
const dayOf = ({ at }: Act): string => at.slice(0, 10);
/** Every assignment on the days asked for, with who made it and why. */
const movesIn = (acts: readonly Act[], when: (day: string) => boolean = () => true) =>
  acts.flatMap((act) =>
    act.act === 'assign' && when(dayOf(act))
      ? act.moves.map((move) => ({ ...move, actor: act.actor, reason: act.reason }))
      : [],
  );
let manifest: Manifest;
let acts: readonly Act[];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'pcrm-demo-'));
  expect(await make('one', DAYS, '--start', START)).toBe(EXIT.done);
  manifest = await manifestOf(folderOf('one'));
  const files = Object.keys(manifest.files)
    .filter((path) => path.startsWith('acts/'))
    .sort();
  const texts = await Promise.all(files.map((path) => readFile(join(folderOf('one'), path), 'utf8')));
  acts = texts.flatMap((text) =>
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Act),
  );
}, 60_000);
afterAll(() => rm(root, { recursive: true }));

describe('the demo command', () => {
  it('writes the same bytes for the same options, whatever the clock says, and their hashes into the manifest', async () => {
    const { 'manifest.json': _manifest, ...written } = await hashes('one');
    expect(manifest.files).toEqual(written);
    const later = pretend({ now: () => Date.parse('2031-05-05T05:05:05Z') });
    const options = ['--clients', String(CLIENTS), '--days', String(DAYS), '--seed', String(SEED), '--start', START];
    expect(await runCommandLine(['demo', folderOf('later'), ...options], later)).toBe(EXIT.done);
    const again = await hashes('later');
    expect(again).toEqual(await hashes('one'));
    expect(Object.keys(again)).toHaveLength(DAYS * 2 + 4);
  }, 60_000);

  it('adds later days to a folder and leaves the earlier ones as they are; how often it was called makes no difference', async () => {
    await make('grown', 30, '--start', START);
    const before = await hashes('grown');
    expect(await make('grown', 50)).toBe(EXIT.done);
    expect(await make('grown', DAYS)).toBe(EXIT.done);
    const after = await hashes('grown');
    await make('other', 30, '--start', START);
    expect(await make('other', DAYS)).toBe(EXIT.done);
    expect(after).toEqual(await hashes('other'));
    expect(Object.keys(after)).toHaveLength(DAYS * 2 + 4);
    for (const path of Object.keys(before)) if (path !== 'manifest.json') expect(after[path]).toBe(before[path]);
  }, 60_000);

  it('refuses the folder of another demo, and changes nothing in it', async () => {
    const before = await hashes('one');
    expect(
      await runCommandLine(
        ['demo', folderOf('one'), '--clients', '9', '--days', '99', '--seed', String(SEED)],
        pretend(),
      ),
    ).toBe(EXIT.misused);
    expect(await hashes('one')).toEqual(before);
  });

  it('ends yesterday, by the calendar of Shanghai, unless told when to begin', async () => {
    const around = pretend({ now: () => Date.parse('2026-03-09T16:30:00Z') });
    await runCommandLine(['demo', folderOf('short'), '--clients', '20', '--days', '3'], around);
    expect(Object.keys((await manifestOf(folderOf('short'))).files).filter((path) => path.startsWith('feed/'))).toEqual(
      ['feed/2026-03-07.csv', 'feed/2026-03-08.csv', 'feed/2026-03-09.csv'],
    );
  });
});

describe('the demo data', () => {
  const YUAN = 100;
  const people = new Map(staffOf(SEED).map((person) => [person.staffId, person]));
  const headOf = (outletId: string): Staff | undefined =>
    [...people.values()].find((each) => each.outletId === outletId && each.role === 'outletHead');

  it('keeps the ratios A5–A9 on the first morning, but for moves with the reason of the head', async () => {
    const clients = new Map((await rowsOf('clients.csv')).map((row) => [row['clientNo'] ?? '', row]));
    const loads = new Map<string, number>();
    for (const { clientNo, staffId, actor, reason } of movesIn(acts, (day) => day === '2026-02-02')) {
      const client = clients.get(clientNo) ?? {};
      const staff = people.get(staffId) as Staff;
      expect([actor, staff.outletId]).toEqual([headOf(staff.outletId)?.staffId, client['outletId']]);
      expect(withinBand(staff, client)).toBe(true);
      const load = (loads.get(staffId) ?? 0) + weight(client['tier'] ?? '', staff);
      loads.set(staffId, load);
      if (reason === undefined) expect([staffId, load <= 1 + 1e-9]).toEqual([staffId, true]);
    }
    expect(loads.size).toBeGreaterThan(10);
  });
  const FULL: { readonly [role: string]: { readonly [tier: string]: number } } = {
    clientManager: { diamond: 30, platinum: 100, gold: 200 },
    lobbyManager: { gold: 50 },
    teller: { gold: 20 },
  };
  const weight = (tier: string, { role, capacityPercent }: Staff): number =>
    1 / (FULL[role]?.[tier] ?? 0) / (capacityPercent / 100);
  /** A8, half-open: lobby manager [200k, 500k), teller [100k, 200k) yuan. */
  const withinBand = (staff: Staff, { openingAverageFen }: { readonly [column: string]: string }): boolean => {
    const yuan = Number(openingAverageFen) / YUAN;
    if (staff.role === 'lobbyManager') return yuan >= 200_000 && yuan < 500_000;
    if (staff.role === 'teller') return yuan >= 100_000 && yuan < 200_000;
    return staff.role === 'clientManager';
  };

  it('gives a potential client to a client manager only (A3)', () => {
    const later = movesIn(acts, (day) => day > '2026-02-02');
    expect(later.length).toBeGreaterThan(10);
    expect(new Set(later.map(({ staffId }) => people.get(staffId)?.role))).toEqual(new Set(['clientManager']));
  });

  it('lets only the maintainer work a client, and not before the day of the assignment', () => {
    const maintainers = new Map<string, string>();
    for (const today of Map.groupBy(acts, dayOf).values()) {
      for (const { clientNo, staffId } of movesIn(today)) maintainers.set(clientNo, staffId);
      const worked = today.filter((act) => ['contact', 'advance', 'terminate'].includes(act.act) && 'clientNo' in act);
      for (const act of worked as (Act & { clientNo: string })[])
        expect([act.clientNo, act.actor]).toEqual([act.clientNo, maintainers.get(act.clientNo)]);
    }
  });

  it('loses no money: what was told day by day is what the end of a quarter confirms, in whole fen, never negative', async () => {
    const told = new Map<string, string>();
    for (let day = 0; day < DAYS; day++) {
      const date = new Date(Date.parse(START) + day * 86_400_000).toISOString().slice(0, 10);
      const balances = (await rowsOf(`feed/${date}.csv`)).filter((row) => row['balanceFen'] !== '');
      if (isQuarterEnd(date)) expect(balances.map(keyOf).sort()).toEqual([...told.keys()].sort());
      const isRight = isToldOn(date, day + 1);
      expect(balances.filter((row) => !isRight(row))).toEqual([]);
      for (const row of balances) told.set(keyOf(row), row['balanceFen'] ?? '');
    }
    const clients = await rowsOf('clients.csv');
    const first = (await rowsOf(`feed/${START}.csv`)).filter((row) => row['balanceFen'] !== '');
    const rowsOfClient = Map.groupBy(first, ({ clientNo }) => clientNo);
    for (const { clientNo, openingAverageFen } of clients) {
      const total = (rowsOfClient.get(clientNo) ?? []).reduce((sum, row) => sum + Number(row['balanceFen']), 0);
      if (openingAverageFen) expect(Math.abs(total - Number(openingAverageFen))).toBeLessThanOrEqual(6 * YUAN);
    }
  }, 30_000);
  const isQuarterEnd = (date: string): boolean => /-(03-31|06-30|09-30|12-31)$/.test(date);
  const isToldOn =
    (date: string, nth: number) =>
    ({ businessDate, balanceFen = '', sequence }: { readonly [column: string]: string }): boolean =>
      businessDate === date && /^\d+$/.test(balanceFen) && sequence === String(nth);
  const keyOf = (row: { readonly [column: string]: string }): string =>
    `${row['clientNo'] ?? ''}/${row['assetClass'] ?? ''}`;

  it('has every outlet, member of staff and client that the acts and the feed name', async () => {
    const clients = new Set((await rowsOf('clients.csv')).map((row) => row['clientNo']));
    const outlets = new Set(OUTLETS.map(({ outletId }) => outletId));
    for (const row of await rowsOf('staff.csv')) if (row['outletId']) expect(outlets.has(row['outletId'])).toBe(true);
    for (const row of await rowsOf('feed/2026-03-10.csv'))
      if (row['clientNo']) expect(clients.has(row['clientNo'])).toBe(true);
    for (const act of acts) {
      expect(people.has(act.actor)).toBe(true);
      if ('clientNo' in act) expect(clients.has(act.clientNo)).toBe(true);
    }
  });
});
