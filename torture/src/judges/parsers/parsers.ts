import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Chance } from '@pcrm/cli/demo';
import { belongingsOf } from '../belongings.js';
import { Asking, peopleOf } from '../people.js';
import { startBranch } from '../started-branch.js';
import { today } from '../today.js';
import { part, type Count } from '../../part.js';
import { BadFiles, type BadFile, type Kind, type Vocabulary } from './bad-bytes.js';
import { readingsOf } from './readings.js';
import { wrongSent } from './sent-files.js';
import { shrunk } from './shrink.js';

const KINDS: readonly Kind[] = ['csv', 'ndjson', 'clients'];
/** Where the smallest failing inputs are kept. */
const KEPT = fileURLToPath(new URL('../../../test-results/parsers/', import.meta.url));
/** So many of the files read in process are also sent. */
const ONE_SENT_OF = 300;
/** A file of a dozen lines that takes longer has caught a parser, in milliseconds. */
const SLOW_MS = 2_000;
const MOST_FINDINGS = 20;

type Input = BadFile & { readonly kind: Kind };
type Try = (input: Input) => Promise<readonly string[]>;

const OPTIONS = {
  minutes: { is: 'number', least: 0.01, otherwise: 0.3, fractions: true, about: 'minutes of reading, once the branch is made' },
  seed: { is: 'number', least: 0, otherwise: 1, about: 'which files' },
} as const; // prettier-ignore

/** Files of every sort of badness through the parsers, and some of them over HTTP. */
export const parsers = part(OPTIONS, async ({ minutes, seed }) => {
  await using branch = await startBranch(20, 10);
  const asking = new Asking(branch);
  const people = await peopleOf(asking);
  const { clients, outletIds } = await belongingsOf(asking, people);
  const words = {
    clientNos: clients.map(({ clientNo }) => clientNo),
    outletIds,
    date: today(),
  };
  const feeder = people.find(({ role }) => role === 'branchAnalyst');
  if (!feeder) throw new Error('nobody feeds the branch');
  const send: Try = async ({ kind, ...file }) => await wrongSent(asking, feeder, kind, file);
  const count = await fuzz(words, send, { until: Date.now() + minutes * 60_000, seed });
  if (!branch.isAlive()) throw new Error(`the branch ended: ${branch.said()}`);
  return count;
});

async function fuzz(words: Vocabulary, send: Try, { until, seed }: { readonly until: number; readonly seed: number }): Promise<Count> {
  const readings = readingsOf(words);
  const read: Try = async (input) => {
    const since = performance.now();
    const wrong = caught(() => readings[input.kind](input));
    return performance.now() - since > SLOW_MS ? [...wrong, 'slow'] : wrong;
  };
  let [tried, sent, failed] = [0, 0, 0];
  for (; Date.now() < until && failed < MOST_FINDINGS; tried++) {
    const input = inputOf(words, seed, tried);
    for (const [how, attempt] of tried % ONE_SENT_OF === 0 ? ([['read', read], ['sent', send]] as const) : ([['read', read]] as const)) {
      if (how === 'sent') sent++;
      const wrong = await attempt(input);
      if (wrong.length === 0) continue;
      failed++;
      await keep(input, wrong, attempt, `${how}-${String(seed)}-${String(tried)}`);
    }
  }
  console.log(`parsers (seed ${String(seed)}): ${String(tried)} files read, ${String(sent)} of them sent, ${String(failed)} wrong`);
  return { passed: tried + sent - failed, failed, skipped: 0 };
} // prettier-ignore

function inputOf(words: Vocabulary, seed: number, nth: number): Input {
  const chance = Chance.of(seed, 'parsers', nth);
  const kind = chance.pick(KINDS);
  return { kind, ...new BadFiles(chance, words).file(kind) };
}

/** A parser that throws is wrong whatever it says. */
function caught(reading: () => readonly string[]): readonly string[] {
  try {
    return reading();
  } catch (error) {
    return [`threw ${String(error)}`];
  }
}

async function keep(input: Input, wrong: readonly string[], attempt: Try, name: string): Promise<void> {
  const small = await shrunk(input.bytes, async (bytes) => (await attempt({ ...input, bytes })).length > 0);
  mkdirSync(KEPT, { recursive: true });
  const file = join(KEPT, `${name}.${input.kind}`);
  writeFileSync(file, small);
  console.log(`${input.kind}, ${input.encoding}: ${wrong.join('; ')}\n  kept in ${file}: ${JSON.stringify(Buffer.from(small).toString('latin1'))}`);
} // prettier-ignore
