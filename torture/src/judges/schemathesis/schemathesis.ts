import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROLES, type Identity } from '@pcrm/platform';
import { documentOf } from '../api-document.js';
import { belongingsOf, valuesOf, type Belongings, type Values } from '../belongings.js';
import { Asking, oneOfEach, peopleOf } from '../people.js';
import { startBranch } from '../started-branch.js';
import { Misuse, type Count } from '../../part.js';
import { askedParts } from './asked-parts.js';
import { filledDocument } from './filled-document.js';
import { judge, type Judged } from './judged-role.js';
import { judgeProgram } from './venv.js';

/** The outlet whose people ask: it has most roles and clients of every tier. */
const OUTLET = 'qx';
/** Ids of one kind that are offered: enough to reach what is there, few enough to be drawn again. */
const OFFERED = 12;

type Plan = { readonly isShort: boolean; readonly rounds: number; readonly examples: number; readonly seed: number };

/**
 * `--short`, `--rounds N`, `--examples N` (of each operation, in each round), `--seed N`. Every role asks every operation, in the
 * short form those that the rules open to it; a count is an operation as a role. Without Python all is skipped, and counted so.
 */
export async function run(args: readonly string[]): Promise<Count> {
  const plan = planOf(args);
  const found = await judgeProgram();
  if ('missing' in found) {
    console.log(`schemathesis cannot be had, every role is skipped: ${found.missing}`);
    return { passed: 0, failed: 0, skipped: ROLES.length };
  }
  await using branch = await startBranch(60, 40);
  const asking = new Asking(branch);
  const people = await peopleOf(asking);
  const callers = oneOfEach(people, OUTLET);
  const work = await mkdtemp(join(tmpdir(), 'pcrm-schemathesis-'));
  try {
    const values = offered(await belongingsOf(asking, people));
    const whole = await documentOf(branch.url);
    const judged: Judged[] = [];
    const judgedAs = async (who: Identity, seed: number): Promise<void> => {
      for (const [nth, { document, phases }] of askedParts(whole, who.role, plan.isShort).entries()) {
        const file = join(work, `${who.role}-${String(nth)}.openapi.json`);
        await writeFile(file, JSON.stringify(filledDocument(document, values)));
        const asked = { program: found.program, document: file, url: branch.url, work };
        judged.push(await judge(who, await asking.token(who), asked, { examples: plan.examples, seed, phases }));
      }
    };
    for (let round = 0; round < plan.rounds; round++)
      await twoAtOnce(callers, (who) => judgedAs(who, plan.seed + round));
    if (!branch.isAlive()) throw new Error(`the branch ended: ${branch.said()}`);
    return summed(judged);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

function planOf(args: readonly string[]): Plan {
  const { values } = parseArgs({
    args: [...args],
    options: {
      short: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      examples: { type: 'string' },
      seed: { type: 'string' },
    },
  });
  const whole = (name: 'rounds' | 'examples' | 'seed', otherwise: number): number => {
    const value = Number(values[name] ?? otherwise);
    if (!Number.isInteger(value) || value < 1) throw new Misuse(`--${name} takes a whole number from 1`);
    return value;
  };
  const isShort = values.short || args.length === 0;
  return { isShort, rounds: whole('rounds', isShort ? 1 : 3), examples: whole('examples', isShort ? 3 : 40), seed: whole('seed', 1) };
} // prettier-ignore

/** Ids that requests may name: a few of each kind, of every outlet. */
function offered({ clients, staff, outletIds, templateIds }: Belongings): Values {
  const staffId = staff.map(({ staffId: id }) => id);
  const all: Values = { ...valuesOf(clients), staffId, outletId: outletIds, toOutletId: outletIds, templateId: templateIds };
  return Object.fromEntries(Object.entries(all).map(([name, ids]) => [name, spread(ids, OFFERED)]));
} // prettier-ignore

const spread = (ids: readonly string[], most: number): readonly string[] =>
  ids.filter((_, at) => at % Math.max(1, Math.ceil(ids.length / most)) === 0);

/** The judge computes as much as the branch does: two of them keep both cores busy. */
async function twoAtOnce<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const left = [...items];
  const line = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all([line(), line()]);
}

function summed(judged: readonly Judged[]): Count {
  const requests = judged.reduce((sum, { cases }) => sum + cases, 0);
  console.log(
    `schemathesis: ${String(requests)} requests as ${String(new Set(judged.map(({ role }) => role)).size)} roles`,
  );
  return {
    passed: judged.reduce((sum, { operations, failed }) => sum + operations - failed.length, 0),
    failed: judged.reduce((sum, { failed, errors }) => sum + failed.length + errors, 0),
    skipped: 0,
  };
}
