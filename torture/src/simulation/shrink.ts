import type { Plan } from './run-seed.js';

/** Runs a plan; answers what was wrong, nothing when all was well. */
export type TryPlan = (plan: Plan) => Promise<readonly string[]>;
export type Shrunk = { readonly plan: Plan; readonly wrong: readonly string[]; readonly runs: number };

/** The name of the check that failed: a smaller plan must fail by the same. */
export const checkOf = (wrong: readonly string[]): string => wrong[0]?.split(':')[0] ?? '';

/**
 * Leaves out as many faults and commands as it can while the run goes on failing by the same check: halves first, then quarters, down
 * to single ones, within so many runs.
 */
export async function shrunk(plan: Plan, wrong: readonly string[], attempt: TryPlan, most: number): Promise<Shrunk> {
  const search = new Search({ plan, wrong, runs: 0 }, attempt, most);
  await search.less('faults', (from, faults) => ({ ...from, faults }));
  await search.less('commands', (from, commands) => ({ ...from, workload: { ...from.workload, commands } }));
  await search.less('faults', (from, faults) => ({ ...from, faults }));
  return search.best;
}

type Parts = { readonly faults: Plan['faults']; readonly commands: Plan['workload']['commands'] };
const partsOf = ({ faults, workload }: Plan): Parts => ({ faults, commands: workload.commands });

class Search {
  constructor(
    public best: Shrunk,
    private readonly attempt: TryPlan,
    private readonly most: number,
  ) {}

  async less<Name extends keyof Parts>(name: Name, having: (from: Plan, parts: Parts[Name]) => Plan): Promise<void> {
    for (let size = Math.ceil(this.all(name).length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
      for (let at = 0; at < this.all(name).length && this.best.runs < this.most;) {
        const fewer = this.all(name).toSpliced(at, size) as unknown as Parts[Name];
        if (!(await this.fails(having(this.best.plan, fewer)))) at += size;
      }
  }

  private all(name: keyof Parts): readonly unknown[] {
    return partsOf(this.best.plan)[name];
  }

  private async fails(plan: Plan): Promise<boolean> {
    const wrong = await this.attempt(plan);
    const runs = this.best.runs + 1;
    const isSame = wrong.length > 0 && checkOf(wrong) === checkOf(this.best.wrong);
    this.best = isSame ? { plan, wrong, runs } : { ...this.best, runs };
    return isSame;
  }
}
