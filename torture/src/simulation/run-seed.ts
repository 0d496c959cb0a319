import type { Done, Workload } from './commands.js';
import { Driver } from './driver.js';
import { faultsOf, type Fault } from './faults.js';
import { repeats } from './hearing.js';
import { at } from './cast.js';
import { violations } from './invariants.js';
import type { Plant } from './plant.js';
import { SimBranch } from './sim-branch.js';
import { live } from './virtual-time.js';
import { SERVICES } from './worker.js';
import { workloadOf } from './workload.js';
import { World } from './world.js';

/** One run, whole: from its seed follow delays, cuts and repeats; what is done and what goes wrong may be less than the seed's own. */
export type Plan = { readonly seed: number; readonly workload: Workload; readonly faults: readonly Fault[] };
export const planOf = (seed: number): Plan => ({ seed, workload: workloadOf(seed), faults: faultsOf(seed) });

export type Outcome = {
  readonly seed: number;
  /** What was found wrong; nothing when all is well. */
  readonly wrong: readonly string[];
  readonly trace: string;
  readonly steps: number;
  readonly crashes: number;
  readonly repeats: number;
  /** Answers to people who read what they had just changed. */
  readonly reads: number;
  /** Texts that the gateway was asked to send. */
  readonly sent: number;
  readonly answers: Readonly<Record<string, number>>;
  readonly calls: Readonly<Record<string, number>>;
  /** The last things that happened. */
  readonly tail: readonly string[];
};

export async function runPlan({ seed, workload, faults }: Plan, plant?: Plant): Promise<Outcome> {
  const world = new World(seed);
  const definitions = plant?.definitions?.(SERVICES) ?? SERVICES;
  const repeated = repeats.count;
  const branch = new SimBranch(world, definitions, { faults, startAt: at(0, 8), plant });
  const driver = new Driver(world, branch);
  const wrong = await listening(async () => {
    live(world);
    await world.run(async () => {
      await branch.start();
      await driver.work(workload);
    });
    return await world.run(() => violations(branch, driver, definitions));
  });
  branch.end();
  live(undefined);
  const { steps, trace } = world;
  const { crashes } = branch.calls.counts;
  const tail = [...branch.failures.slice(-5), ...world.last(60)];
  const counts = { repeats: repeats.count - repeated, reads: driver.reads.length, sent: branch.stores.sms.asked.size };
  const figures = { steps, trace, crashes, ...counts };
  return { seed, wrong, ...figures, answers: counted(driver.done), calls: branch.plan.counts, tail };
}

/** Does it; what fails is wrong, and so is every failure that nobody hears of: Node would end the process. */
async function listening(work: () => Promise<readonly string[]>): Promise<readonly string[]> {
  const unheard: string[] = [];
  const hear = (error: unknown): void => void unheard.push(`nobody hears of: ${String((error as Error).stack)}`);
  process.on('unhandledRejection', hear);
  try {
    return [...(await work()), ...unheard];
  } catch (error) {
    return [`run: ${(error as Error).name}: ${(error as Error).message}`, ...unheard];
  } finally {
    process.off('unhandledRejection', hear);
  }
}

function counted(done: readonly Done[]): Readonly<Record<string, number>> {
  const answers: Record<string, number> = {};
  for (const { command, status, code } of done) {
    const what = `${command.kind} ${String(status)} ${code}`.trim();
    answers[what] = (answers[what] ?? 0) + 1;
  }
  return answers;
}
