import { availableParallelism } from 'node:os';
import { part, type Count } from '../part.js';
import { Crew, type Run } from './crew.js';
import { OPTIONS, planned, SHORT_SEEDS, type Plan } from './options.js';
import type { Outcome } from './run-seed.js';
import type { Plant } from './plant.js';
import { historyOf, Sum, toldOf } from './told.js';
import { installVirtualTime } from './virtual-time.js';

/** After so many failing seeds the others are not asked any more. */
const ENOUGH = 3;
/** Runs that shrinking a failure may take. */
const SHRINKING = 60;
const say = (line: string): void => console.log(line);

/** Runs the branch of many seeds, and then with each planted mistake, until it is found. */
export const simulation = part(OPTIONS, async (asked) => {
  installVirtualTime();
  const { PLANTS } = await import('./plants.js');
  const plan = planned(
    asked,
    PLANTS.map(({ name }) => name),
  );
  if (plan.seed !== undefined) return await replayed(plan.seed, plan.plant);
  await using crew = new Crew(Math.min(2, availableParallelism()));
  const counts: Count[] = plan.seeds > 0 ? [await seeds(crew, plan)] : [];
  const sought = PLANTS.filter(({ name }) => plan.plants.includes(name));
  await crew.each(sought, async (plant, run) => {
    counts.push(await planted(run, plant, plan.from));
    return false;
  });
  const sum = (how: keyof Count): number => counts.reduce((all, each) => all + each[how], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
});

const range = (from: number, count: number, plant?: string) =>
  Array.from({ length: count }, (_, n) => ({ seed: from + n, plant }));

async function seeds(crew: Crew, { from = 1, seeds: count }: Plan): Promise<Count> {
  const sum = new Sum();
  const failed: Outcome[] = [];
  await crew.each(range(from, count), async (one, run) => {
    const outcome = await run(one);
    sum.add(outcome);
    if (outcome.wrong.length > 0) {
      failed.push(outcome);
      for (const line of toldOf(outcome)) say(line);
    }
    if (sum.seeds % 50 === 0) say(`${String(sum)}${sum.failed > 0 ? `, ${String(sum.failed)} FAILED` : ''}`);
    return failed.length >= ENOUGH;
  });
  for (const { seed } of failed) await shrinkAndTell(seed, undefined);
  say(String(sum));
  return { passed: sum.seeds - sum.failed, failed: sum.failed, skipped: count - sum.seeds };
}

/** Runs seeds of the short form with a mistake until one of them finds it; where none is named, the one that found it lately first. */
async function planted(run: Run, { name, is, lately = 1 }: Plant, from: number | undefined): Promise<Count> {
  const first = from ?? lately;
  const others = range(from ?? 1, SHORT_SEEDS, name).filter(({ seed }) => seed !== first);
  for (const asked of [{ seed: first, plant: name }, ...others]) {
    const { seed, wrong } = await run(asked);
    if (wrong.length === 0) continue;
    say(`found by seed ${String(seed)}: ${name} (${is}): ${wrong[0]?.slice(0, 160) ?? ''}`);
    return { passed: 1, failed: 0, skipped: 0 };
  }
  say(`NOT FOUND in ${String(SHORT_SEEDS)} seeds: ${name} (${is})`);
  return { passed: 0, failed: 1, skipped: 0 };
}

/** One seed again, exactly, told in full; when it fails, its shortest history. */
async function replayed(seed: number, plant: string | undefined): Promise<Count> {
  const { planOf, runPlan } = await import('./run-seed.js');
  const { plantNamed } = await import('./plants.js');
  const outcome = await runPlan(planOf(seed), plant === undefined ? undefined : plantNamed(plant));
  say(`seed ${String(seed)}: trace ${outcome.trace}, ${String(outcome.steps)} steps, ${String(outcome.crashes)} crashes, ${String(outcome.repeats)} messages again`); // prettier-ignore
  for (const [answer, count] of Object.entries(outcome.answers)) say(`  ${String(count)} × ${answer}`);
  if (outcome.wrong.length === 0) return { passed: 1, failed: 0, skipped: 0 };
  for (const line of [...toldOf(outcome), ...outcome.tail.map((each) => `  ${each}`)]) say(line);
  await shrinkAndTell(seed, plant);
  return { passed: 0, failed: 1, skipped: 0 };
}

async function shrinkAndTell(seed: number, plant: string | undefined): Promise<void> {
  const { planOf, runPlan } = await import('./run-seed.js');
  const { plantNamed } = await import('./plants.js');
  const { shrunk } = await import('./shrink.js');
  const planted = plant === undefined ? undefined : plantNamed(plant);
  const plan = planOf(seed);
  const attempt = async (smaller: typeof plan) => (await runPlan(smaller, planted)).wrong;
  const wrong = await attempt(plan);
  say(`seed ${String(seed)}, again: npm run torture -- simulation --seed ${String(seed)}${plant === undefined ? '' : ` --plant ${plant}`}`); // prettier-ignore
  if (wrong.length === 0) say('  it does not fail a second time: the run is not deterministic');
  else for (const line of historyOf(await shrunk(plan, wrong, attempt, SHRINKING))) say(line);
}
