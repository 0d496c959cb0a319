import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Chance } from '@pcrm/cli/demo';
import { part } from '../../part.js';
import { mutantsOf, mutated, type Mutant } from './mutants.js';
import { filesOf, SERVICES, type Service } from './mutated-files.js';
import { Scratch, type Outcome } from './scratch.js';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
/** Least share of mutants that must be noticed, in percent. */
const GOAL = 85;

type Planted = { readonly file: string; readonly mutant: Mutant };
type Told = Planted & { readonly outcome: Outcome };

const OPTIONS = {
  mutants: { is: 'number', least: 1, otherwise: 2, about: 'mutants of each service' },
  service: { is: 'name', names: SERVICES, about: 'one of them alone' },
  seed: { is: 'number', least: 0, otherwise: 1, about: 'which mutants' },
} as const;

/**
 * Plants mutants into decisions and projections, one at a time, and runs the specs that reach them; one that no spec notices is told
 * with its place.
 */
export const mutation = part(OPTIONS, async ({ mutants, service: only, seed }) => {
  const told: Told[] = [];
  for (const service of SERVICES.filter((each) => only === undefined || each === only)) {
    await assertWhole(service);
    const ofService = await tryAll(sampled(service, mutants, seed));
    told.push(...ofService);
    sayShare(service, ofService);
  }
  sayShare(`all (seed ${String(seed)})`, told);
  const survived = told.filter(({ outcome }) => outcome === 'survived').length;
  const isEnough = (told.length - survived) * 100 >= GOAL * told.length;
  // Which of the survivors is a mutant that means the same is told by nobody but a reader: below the goal the part fails.
  return { passed: told.length - survived, failed: isEnough ? 0 : survived, skipped: 0 };
});

/** Some of all mutants of a service; the same seed and sources give the same ones. */
function sampled(service: Service, most: number, seed: number): readonly Planted[] {
  const chance = Chance.of(seed, 'mutation', service);
  const all = filesOf(ROOT, service).flatMap((file) =>
    mutantsOf(readFileSync(join(ROOT, file), 'utf8')).map((mutant) => ({ file, mutant, at: chance.next() })),
  );
  return all.toSorted((a, b) => a.at - b.at).slice(0, most);
}

async function assertWhole(service: Service): Promise<void> {
  using scratch = new Scratch(ROOT);
  if (!(await scratch.isWhole(service))) throw new Error(`the specs of ${service} fail without a mutant`);
}

/** Two at once: each runs its specs on one core. */
async function tryAll(planted: readonly Planted[]): Promise<readonly Told[]> {
  const left = [...planted];
  const told: Told[] = [];
  const line = async (): Promise<void> => {
    using scratch = new Scratch(ROOT);
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const source = readFileSync(join(ROOT, next.file), 'utf8');
      const outcome = await scratch.tried(next.file, mutated(source, next.mutant));
      told.push({ ...next, outcome });
      if (outcome !== 'killed') console.log(inWords({ ...next, outcome }, source));
    }
  };
  await Promise.all([line(), line()]);
  return told;
}

function inWords({ file, mutant: { kind, line, start, end, replacement }, outcome }: Told, source: string): string {
  const was = source.slice(start, end).replaceAll(/\s+/g, ' ');
  return `${outcome}: ${file}:${String(line)} ${kind}: ${was} → ${replacement.replaceAll(/\s+/g, ' ')}`;
}

function sayShare(whose: string, told: readonly Told[]): void {
  const count = (which: Outcome): number => told.filter(({ outcome }) => outcome === which).length;
  const noticed = told.length - count('survived');
  const share = told.length === 0 ? 0 : Math.round((noticed * 1000) / told.length) / 10;
  console.log(
    `mutation, ${whose}: ${String(count('killed'))} killed, ${String(count('timed out'))} timed out, ` +
      `${String(count('survived'))} survived of ${String(told.length)}: ${String(share)} %`,
  );
}
