import { describe, expect, it, jest } from '@jest/globals';
import { askedBy } from '../asked.js';
import { OPTIONS, planned } from './options.js';
import { checkOf, shrunk } from './shrink.js';
import { historyOf } from './told.js';
import { installVirtualTime } from './virtual-time.js';

// Before the platform is loaded: what it takes from Node is the run's.
installVirtualTime();
const { planOf, runPlan } = await import('./run-seed.js');
const { plantNamed, PLANTS } = await import('./plants.js');
const { SERVICES } = await import('./worker.js');
const { upgraded } = await import('./building.js');

jest.setTimeout(60_000);
/** A seed with crashes, a second process and outages. */
const SEED = 11;
/** A seed with an upgrade of `clients`. */
const UPGRADED = 21;

describe('a run of the simulation', () => {
  it('is the same for the same seed, crashes included, and finds nothing wrong', async () => {
    const one = await runPlan(planOf(SEED));
    const other = await runPlan(planOf(SEED));
    expect(one.wrong).toEqual([]);
    expect(one.crashes).toBeGreaterThan(0);
    expect(one.repeats).toBeGreaterThan(0);
    expect(one.reads).toBeGreaterThan(0);
    expect([other.trace, other.steps, other.answers]).toEqual([one.trace, one.steps, one.answers]);
  });

  it('goes on through an upgrade and views that are built anew', async () => {
    const plan = planOf(UPGRADED);
    expect(plan.faults.filter(({ kind }) => kind === 'upgrade')).toHaveLength(1);
    const { wrong, answers } = await runPlan(plan);
    expect(wrong).toEqual([]);
    expect(answers).toMatchObject({ 'rebuild 202': 2 });
  });

  it('is another one for another seed', () => {
    const [one, other] = [planOf(SEED), planOf(SEED + 1)];
    expect(planOf(SEED)).toEqual(one);
    expect(other.workload).not.toEqual(one.workload);
    expect(other.faults).not.toEqual(one.faults);
  });

  it('finds a planted mistake and makes its history short', async () => {
    const plant = plantNamed('send-first');
    const plan = planOf(1);
    const attempt = async (smaller: typeof plan) => (await runPlan(smaller, plant)).wrong;
    const wrong = await attempt(plan);
    expect(checkOf(wrong)).toBe('sendings are lawful');
    const short = await shrunk(plan, wrong, attempt, 5);
    expect(short.plan.workload.commands.length).toBeLessThan(plan.workload.commands.length);
    expect(checkOf(short.wrong)).toBe(checkOf(wrong));
    expect(historyOf(short).join('\n')).toContain('left before its DispatchStarted');
  });
});

describe('readers who were answered a command', () => {
  it('are seen to be shown what stood before', async () => {
    const { wrong } = await runPlan(planOf(2), plantNamed('stale-cache'));
    expect(checkOf(wrong)).toBe('readers see what they did');
  });
});

describe('an upgraded service', () => {
  it('has the next version of each view', () => {
    const [service] = SERVICES;
    const versions = (times: number) => service && upgraded(service, times).projections.map(({ version }) => version);
    expect(versions(2)).toEqual(versions(0)?.map((version) => version + 2));
  });
});

describe('its options', () => {
  const names = PLANTS.map(({ name }) => name);
  const asked = (...args: readonly string[]) => planned(askedBy(args, OPTIONS), names);
  it('are the short form with all plants when none is given, from another seed too', () => {
    expect(asked()).toMatchObject({ seeds: 200, from: undefined, plants: names });
    expect(asked('--from', '7')).toMatchObject({ seeds: 200, from: 7, plants: names });
  });
  it('name seeds, or plants alone', () => {
    expect(asked('--seeds', '10000', '--from', '7')).toMatchObject({ seeds: 10_000, from: 7, plants: [] });
    expect(asked('--plants')).toMatchObject({ plants: names, seeds: 0 });
    expect(asked('--plant', 'send-first')).toMatchObject({ plants: ['send-first'], seeds: 0 });
  });
  it('refuse what they do not know, and what does not go together', () => {
    expect(() => asked('--plant', 'rose')).toThrow(/no plant "rose"/);
    expect(() => asked('--seed', '4', '--seeds', '50')).toThrow(/--seeds, --from and --plants do not go with it/);
  });
});
