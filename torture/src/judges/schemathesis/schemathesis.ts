import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mintToken, ROLES, type Identity } from '@pcrm/platform';
import { documentOf } from '../api-document.js';
import { belongingsOf, valuesOf, type Belongings, type Values } from '../belongings.js';
import { Asking, oneOfEach, peopleOf } from '../people.js';
import { startBranch } from '../started-branch.js';
import { TemporaryFolder } from '../../leftovers.js';
import { part, type Count } from '../../part.js';
import { askedParts } from './asked-parts.js';
import { filledDocument } from './filled-document.js';
import { judge, type Judged } from './judged-role.js';
import { tokenFile } from './token-file.js';
import { judgeProgram } from './venv.js';

/** The outlet whose people ask: it has most roles and clients of every tier. */
const OUTLET = 'qx';
/** Ids of one kind that are offered: enough to reach what is there, few enough to be drawn again. */
const OFFERED = 12;

const OPTIONS = {
  every: { is: 'flag', about: 'every operation as every role, not only those that the rules open to it' },
  rounds: { is: 'number', least: 1, otherwise: 1, about: 'rounds, each with a seed of its own' },
  examples: { is: 'number', least: 1, otherwise: 3, about: 'examples of each operation, in each round' },
  seed: { is: 'number', least: 1, otherwise: 1, about: 'of the first round' },
} as const;

/** Every role asks the operations; a count is an operation as a role. Without Python all is skipped, and counted so. */
export const schemathesis = part(OPTIONS, async ({ every, rounds, examples, seed: first }) => {
  const found = await judgeProgram();
  if ('missing' in found) {
    console.log(`schemathesis cannot be had, every role is skipped: ${found.missing}`);
    return { passed: 0, failed: 0, skipped: ROLES.length };
  }
  await using branch = await startBranch(60, 40);
  const asking = new Asking(branch);
  const people = await peopleOf(asking);
  const callers = oneOfEach(people, OUTLET);
  using work = new TemporaryFolder('schemathesis');
  const values = offered(await belongingsOf(asking, people));
  const whole = await documentOf(branch.url);
  const judged: Judged[] = [];
  const judgedAs = async (who: Identity, seed: number): Promise<void> => {
    const token = join(work.path, `${who.role}.token`);
    using _kept = await tokenFile(token, () => mintToken(who, { secret: branch.secret }));
    for (const [nth, { document, phases }] of askedParts(whole, who.role, every).entries()) {
      const file = join(work.path, `${who.role}-${String(nth)}.openapi.json`);
      await writeFile(file, JSON.stringify(filledDocument(document, values)));
      const asked = { program: found.program, document: file, url: branch.url, work: work.path, tokenFile: token };
      judged.push(await judge(who, asked, { examples, seed, phases }));
    }
  };
  for (let round = 0; round < rounds; round++) await twoAtOnce(callers, (who) => judgedAs(who, first + round));
  if (!branch.isAlive()) throw new Error(`the branch ended: ${branch.said()}`);
  return summed(judged);
});

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
  const lines = [line(), line()];
  // Both have ended before one is said to have failed: with that goes what they work on.
  await Promise.allSettled(lines);
  await Promise.all(lines);
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
