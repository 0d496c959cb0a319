import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays, daysBetween, toShanghaiDate, workdaysBetween, type SigningStage } from '@pcrm/contracts';
import type { Act } from './act.js';
import { staffOf, writeDemo } from './index.js';
import { clientAt, type DemoClient } from './portfolio.js';

/** A branch large enough that its people have full days, and the morning after its last day. */
const plan = { seed: 1, clients: 1_500, days: 200, start: '2026-05-12' };
const morning = addDays(plan.start, plan.days);
const sized = (name: string, clients: number, days: number) => ({
  name,
  plan: { seed: 1, clients, days, start: addDays(morning, -days) },
});

type Branch = {
  readonly acts: readonly Act[];
  readonly clients: ReadonlyMap<string, DemoClient>;
  /** Balances by client and date, in fen: what the feed said. */
  readonly feedOf: (date: string) => readonly (readonly string[])[];
};
let folder: string;
const branches = new Map<string, Branch>();

async function read(name: string, of: typeof plan): Promise<Branch> {
  const { files } = await writeDemo(join(folder, name), of);
  const text = (path: string): Promise<string> => readFile(join(folder, name, path), 'utf8');
  const acts: Act[] = [];
  const feeds = new Map<string, readonly (readonly string[])[]>();
  for (const path of Object.keys(files).sort()) {
    const lines = (await text(path)).split('\n').filter(Boolean);
    if (path.startsWith('acts/')) acts.push(...lines.map((line) => JSON.parse(line) as Act));
    if (path.startsWith('feed/'))
      feeds.set(
        path.slice(5, 15),
        lines.map((line) => line.split(',')),
      );
  }
  const clients = Array.from({ length: of.clients }, (_, index) => clientAt(index, of.clients, of.seed, of.start));
  return {
    acts,
    clients: new Map(clients.map((client) => [client.clientNo, client])),
    feedOf: (date) => feeds.get(date) ?? [],
  };
}

/** An opportunity as the acts leave it. */
type Pursued = { stage: SigningStage; since: string; onHold: boolean; nextOn?: string | undefined };
const ENDS: readonly string[] = ['terminate', 'withdrawPotential'];
function openIn({ acts }: Branch): ReadonlyMap<string, Pursued> {
  const open = new Map<string, Pursued>();
  for (const act of acts) {
    if (!('clientNo' in act)) continue;
    const { clientNo } = act;
    const one = changed(open.get(clientNo), act);
    if (one) open.set(clientNo, one);
    if (ENDS.includes(act.act) || (act.act === 'advance' && act.to === 'SIGNING')) open.delete(clientNo);
  }
  return open;
}
function changed(one: Pursued | undefined, act: Act): Pursued | undefined {
  const since = toShanghaiDate(act.at);
  if (act.act === 'nextStep') return { stage: 'ALLOCATED', since, onHold: false, ...one, nextOn: act.on };
  if (!one) return undefined;
  if (act.act === 'advance') return { ...one, stage: act.to, since };
  if (act.act === 'contact') return { ...one, nextOn: act.nextStepOn };
  return act.act === 'hold' || act.act === 'resume' ? { ...one, onHold: act.act === 'hold' } : one;
}
const maintainersIn = ({ acts }: Branch): ReadonlyMap<string, string> =>
  new Map(acts.flatMap((act) => (act.act === 'assign' ? act.moves.map((move) => [move.clientNo, move.staffId]) : [])));
const ageOf = ({ since }: Pursued): number => daysBetween(since, morning);
const branch = (): Branch => branches.get('large') as Branch;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pcrm-life-'));
  for (const { name, plan: of } of [{ name: 'large', plan }, sized('small', 300, 60), sized('tiny', 60, 5)])
    branches.set(name, await read(name, of));
}, 120_000);
afterAll(() => rm(folder, { recursive: true }));

describe('the life of the demo branch', () => {
  it('has open opportunities at every stage on the way, none of them holding most', () => {
    const open = [...openIn(branch()).values()];
    const counts = Map.groupBy(open, ({ stage }) => stage);
    expect(open.length).toBeGreaterThan(20);
    for (const stage of ['PREPARING', 'INVITED', 'CONTACTED', 'PRESENTED'] as const)
      expect([stage, counts.get(stage)?.length ?? 0]).not.toEqual([stage, 0]);
    for (const [stage, { length }] of counts) expect([stage, length < open.length * 0.6]).toEqual([stage, true]);
    expect(open.filter(({ onHold }) => onHold).length).toBeGreaterThan(0);
  });

  it('has few opportunities that stand still: most moved in the last ten days, those over twenty are the exception', () => {
    const ages = [...openIn(branch()).values()].filter(({ onHold }) => !onHold).map(ageOf);
    expect(ages.filter((days) => days <= 10).length).toBeGreaterThan(ages.length / 2);
    expect(ages.filter((days) => days > 20).length).toBeLessThan(ages.length / 4);
  });

  it('knows the next step of every open opportunity', () => {
    const without = [...openIn(branch())].filter(([, { nextOn }]) => nextOn === undefined);
    expect(without).toEqual([]);
    const late = [...openIn(branch()).values()].filter(({ nextOn }) => (nextOn ?? '') < addDays(morning, -3));
    expect(late.length).toBeLessThanOrEqual(4);
  });

  it('ends pursuits in every way: signed, declined, out of reach, the mark taken back', () => {
    const ends = branch().acts.flatMap((act) => {
      if (act.act === 'terminate') return [act.reasonCode];
      if (act.act === 'withdrawPotential') return ['taken back'];
      return act.act === 'advance' && act.to === 'SIGNING' ? ['signed'] : [];
    });
    expect(new Set(ends)).toEqual(new Set(['signed', 'declined', 'unreachable', 'taken back']));
    expect(ends.filter((end) => end === 'signed').length).toBeGreaterThan(ends.length / 4);
  });

  it('P5: completes the file on a day before it signs, consents included', () => {
    const { acts, clients } = branch();
    const signing = acts.filter((act) => act.act === 'advance' && act.to === 'SIGNING') as (Act & {
      clientNo: string;
    })[];
    for (const { clientNo, at } of signing) {
      const before = acts.filter(
        (act) => 'clientNo' in act && act.clientNo === clientNo && act.at.slice(0, 10) < at.slice(0, 10),
      );
      const known = Object.assign(
        {},
        clients.get(clientNo),
        ...before.filter(({ act }) => act === 'file'),
      ) as DemoClient;
      expect([clientNo, known.occupation, known.orientation, known.preferredChannel]).not.toContain(undefined);
      expect(known.consents.length > 0 || before.some(({ act }) => act === 'consents')).toBe(true);
      expect(before.some((act) => act.act === 'contact' && act.report !== undefined)).toBe(true);
    }
    expect(signing.length).toBeGreaterThan(20);
  });

  it('A3: heads assign whom they marked within two workdays, but for those who signed up at an event', () => {
    const waiting = new Map<string, string>();
    const waited: number[] = [];
    for (const act of branch().acts) {
      const on = toShanghaiDate(act.at);
      if (act.act === 'markPotential' && !act.reason.startsWith('社区')) waiting.set(act.clientNo, on);
      for (const { clientNo } of act.act === 'assign' ? act.moves : []) {
        const since = waiting.get(clientNo);
        if (since) waited.push(workdaysBetween(since, on, { off: [], work: [] }));
        waiting.delete(clientNo);
      }
    }
    expect(waited.length).toBeGreaterThan(20);
    expect(Math.max(...waited)).toBeLessThanOrEqual(2);
    for (const since of waiting.values()) expect(daysBetween(since, morning)).toBeLessThanOrEqual(4);
  });

  it('C1: who keeps count speaks with ten clients a week', () => {
    const week = { from: addDays(morning, -14), until: addDays(morning, -7) };
    const spoken = Map.groupBy(
      branch().acts.filter(
        (act) =>
          act.act === 'contact' &&
          act.reached &&
          toShanghaiDate(act.at) >= week.from &&
          toShanghaiDate(act.at) < week.until,
      ),
      ({ actor }) => actor,
    );
    const distinct = (staffId: string): number =>
      new Set((spoken.get(staffId) ?? []).map((act) => 'clientNo' in act && act.clientNo)).size;
    const careful = staffOf(plan.seed).filter(
      ({ role, diligence, staffId }) => role === 'clientManager' && diligence > 0.85 && staffId !== 'FL-105',
    );
    expect(careful.length).toBeGreaterThan(5);
    expect(careful.filter(({ staffId }) => distinct(staffId) >= 10).length).toBeGreaterThanOrEqual(
      careful.length * 0.7,
    );
  });
});

describe.each(['large', 'small', 'tiny'])('the stories of a %s branch, on the morning after its last day', (name) => {
  const here = (): Branch => branches.get(name) as Branch;
  const ofTour = (): ReadonlySet<string> => {
    const maintainers = maintainersIn(here());
    return new Set([...maintainers].flatMap(([clientNo, staffId]) => (staffId === 'QX-101' ? [clientNo] : [])));
  };

  it('a good client of 韦玲 has not been spoken with for about 47 days, or since the beginning', () => {
    const last = new Map<string, string>();
    for (const act of here().acts)
      if (act.act === 'contact' && act.reached) last.set(act.clientNo, toShanghaiDate(act.at));
    const days = name === 'large' ? [47, 49] : name === 'small' ? [47, 49] : [1, 4];
    const silent = [...ofTour()].filter((clientNo) => {
      const since = daysBetween(last.get(clientNo) ?? '2000-01-01', morning);
      return here().clients.get(clientNo)?.signed && since >= (days[0] ?? 0) && since <= (days[1] ?? 0);
    });
    expect(silent.length).toBeGreaterThan(0);
  });

  it('35 万 left yesterday, in one piece where somebody has as much', () => {
    const yesterday = addDays(morning, -1);
    const before = new Map<string, number>();
    for (let date = addDays(yesterday, -40); date < yesterday; date = addDays(date, 1))
      for (const [type, , , clientNo, assetClass, , fen] of here().feedOf(date))
        if (type === 'balance') before.set(`${String(clientNo)}/${String(assetClass)}`, Number(fen));
    const changes = here()
      .feedOf(yesterday)
      .filter(([type]) => type === 'balance')
      .map(
        ([, , , clientNo, assetClass, , fen]) =>
          Number(fen) - (before.get(`${String(clientNo)}/${String(assetClass)}`) ?? 0),
      );
    expect(Math.min(...changes)).toBeLessThanOrEqual(-20_000_000);
    if (name !== 'tiny') expect(changes).toContain(-35_000_000);
  });

  it('three gold clients of 韦玲 are 0.4 万 short of platinum, where the branch is old enough', () => {
    const steady = [...here().clients.values()].filter((client) => client.steady);
    expect(steady.length).toBe(3);
    for (const { clientNo, signed } of steady) {
      expect([signed?.tier, signed?.openingAverageFen]).toEqual(['gold', 49_200_000]);
      expect(ofTour().has(clientNo)).toBe(true);
      const rose = here()
        .feedOf(addDays(morning, -25))
        .filter((line) => line[3] === clientNo && line[0] === 'balance');
      expect(rose.length > 0).toBe(name !== 'tiny');
    }
  });

  it('names from an event wait for a manager, a few of them for longer', () => {
    const assigned = maintainersIn(here());
    const waiting = here().acts.flatMap((act) =>
      act.act === 'markPotential' && !assigned.has(act.clientNo) && act.actor === 'QX-001'
        ? [daysBetween(toShanghaiDate(act.at), morning)]
        : [],
    );
    expect(waiting.length).toBeGreaterThan(name === 'large' ? 8 : 0);
    expect(waiting.filter((days) => days > 5).length).toBeLessThanOrEqual(3);
  });

  it('a client of 韦玲 has opted out', () => {
    const out = here().acts.filter(
      (act) => act.act === 'consents' && act.changes.every(({ state }) => state === 'withdrawn'),
    );
    expect(out.map(({ actor }) => actor)).toEqual(['QX-101']);
  });

  if (name !== 'tiny')
    it('two opportunities of 韦玲 have stood for more than twenty days', () => {
      const tour = ofTour();
      const stuck = [...openIn(here())].filter(
        ([clientNo, one]) => tour.has(clientNo) && !one.onHold && ageOf(one) > 20,
      );
      expect(stuck.length).toBeGreaterThanOrEqual(2);
    });

  it('莫婷 has an empty book', () => expect([...maintainersIn(here()).values()]).not.toContain('FL-105'));
});
