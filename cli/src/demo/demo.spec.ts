import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Act } from './act.js';
import { OUTLETS, staffOf, writeDemo, type DemoPlan, type Manifest } from './index.js';
import { idNumber } from './names.js';
import { clientAt } from './portfolio.js';

const plan = { seed: 7, clients: 400, days: 45, start: '2026-03-01' };
let folder: string;
let manifest: Manifest;
const write = async (name: string, more: Partial<DemoPlan> = {}, from = 0): Promise<Manifest> =>
  writeDemo(join(folder, name), { ...plan, ...more }, { from });
const actsOf = async (date: string): Promise<readonly Act[]> =>
  (await readFile(join(folder, 'one', 'acts', `${date}.jsonl`), 'utf8'))
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Act);
const allActs = async (): Promise<readonly Act[]> =>
  (
    await Promise.all(
      Object.keys(manifest.files)
        .filter((path) => path.startsWith('acts/'))
        .map((path) => actsOf(path.slice(5, 15))),
    )
  ).flat();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pcrm-demo-'));
  manifest = await write('one');
});
afterAll(() => rm(folder, { recursive: true }));

describe('the demo branch', () => {
  it('is the same bytes for the same plan', async () => {
    expect((await write('two')).files).toEqual(manifest.files);
  });

  it('grows by later days without changing earlier ones: its stories stay on the day they were told for', async () => {
    const before = await write('grown', { days: 30 });
    const grown = await write('grown', {}, 30);
    expect(grown).toMatchObject({ days: 45, told: 30 });
    expect(grown.files).toMatchObject(before.files);
    expect(grown).toEqual(await write('at once', { told: 30 }));
    expect(grown.files).not.toEqual(manifest.files);
  }, 60_000);

  it('has 48 people at four outlets and the branch, besides its manager, compliance and the administrator', () => {
    const staff = staffOf(7);
    expect(staff.length).toBe(48 + 3);
    expect(new Set(staff.map(({ staffId }) => staffId)).size).toBe(staff.length);
    const count = (role: string): number => staff.filter((person) => person.role === role).length;
    expect(['outletHead', 'clientManager', 'lobbyManager', 'teller', 'branchAnalyst'].map(count)).toEqual([
      4, 18, 8, 13, 1,
    ]);
    expect(count('wealthAdviser') + count('financialAdviser')).toBe(4);
    for (const { outletId } of OUTLETS)
      expect(staff.some((person) => person.outletId === outletId && person.role === 'outletHead')).toBe(true);
  });

  it('has the mix of clients the plan names', () => {
    const kinds = new Map<string, number>();
    for (let index = 0; index < 5_000; index++) {
      const { kind } = clientAt(index, 5_000, 7, plan.start);
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
    expect(Object.fromEntries(kinds)).toEqual({
      diamond: 48,
      platinum: 310,
      gold: 1_900,
      reached: 340,
      budding: 900,
      ordinary: 1_502,
    });
  });

  it('names nobody real: phones and regions that do not exist, check digits that are right', () => {
    expect(idNumber('1980-02-03', 5, true)).toMatch(/^99000019800203012[\dX]$/);
    for (let index = 0; index < 200; index++) {
      const client = clientAt(index, 200, 7, plan.start);
      expect(client.phone).toMatch(/^100\d{8}$/);
      const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
      const sum = weights.reduce((total, weight, at) => total + weight * Number(client.idNumber[at]), 0);
      expect('10X98765432'[sum % 11]).toBe(client.idNumber[17]);
    }
  });

  it('assigns every signed client once on the first morning', async () => {
    const moves = (await actsOf('2026-03-02')).flatMap((act) => (act.act === 'assign' ? act.moves : []));
    const signed = Array.from({ length: plan.clients }, (_, index) =>
      clientAt(index, plan.clients, plan.seed, plan.start),
    ).filter((client) => client.signed);
    expect(moves.map(({ clientNo }) => clientNo).sort()).toEqual(signed.map(({ clientNo }) => clientNo).sort());
    expect(moves.every(({ staffId }) => /^[A-Z]{2}-\d{3}$/.test(staffId))).toBe(true);
  });

  it('acts in order of time, on workdays, by people who are there', async () => {
    const people = new Set(staffOf(plan.seed).map(({ staffId }) => staffId));
    const acts = await allActs();
    expect(acts.length).toBeGreaterThan(300);
    expect(acts.every(({ actor }) => people.has(actor))).toBe(true);
    const instants = acts.map(({ at }) => at);
    expect([...instants].sort()).toEqual(instants);
    expect(await actsOf('2026-03-14')).toEqual([]);
  });

  it('ends every feed file with the closing marker of its date, and loses no money on the way', async () => {
    const feed = (await readFile(join(folder, 'one', 'feed', '2026-03-31.csv'), 'utf8')).trim().split('\n');
    expect(feed.at(-1)).toBe('close,core,,,,2026-03-31,,,');
    const balances = feed.filter((line) => line.startsWith('balance,'));
    expect(balances.every((line) => /^balance,core,31,C\d+,\w+,2026-03-31,\d+,CNY,$/.test(line))).toBe(true);
    expect(new Set(balances.map((line) => line.split(',')[3])).size).toBe(plan.clients);
  });
});
