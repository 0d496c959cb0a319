import { parseArgs } from 'node:util';
import { Misuse, type Part } from '../part.js';
import { killedStory, undisturbedStory, type StoryReport } from './story-run.js';

const ROUNDS = 20;
const SEED = 1;
/** Rounds of one story: the next one begins on a new folder with the next seed. */
const STORY = 20;

/** Kills the embedded edition at any moment: `--rounds N` (one kill and more each), `--seed S` (one seed has the same kills always). */
export const run: Part = async (args) => {
  const { rounds, seed } = asked(args);
  console.log(`kills: ${String(rounds)} rounds, seed ${String(seed)}`);
  const count = { passed: 0, failed: 0, skipped: 0 };
  for (let told = 0; told < rounds; told += STORY) {
    const own = seed + told / STORY;
    const undisturbed = await undisturbedStory(own, Math.min(STORY, rounds - told));
    const report = await killedStory(own, undisturbed, ({ round, killed, complaints }) => {
      count[complaints.length > 0 ? 'failed' : 'passed'] += 1;
      console.log(
        `seed ${String(own)}, round ${String(round)} (${killed}): ${complaints.length > 0 ? 'failed' : 'passed'}`,
      );
      for (const complaint of complaints.slice(0, 10)) console.log(`  ${complaint}`);
    });
    console.log(`seed ${String(own)}: ${inWords(report)}`);
  }
  return count;
};

const inWords = ({ kills, halfWay, rebuilding, checkpointing, acknowledged }: StoryReport): string =>
  [
    `${String(kills)} kills`,
    `${String(halfWay)} half-way through a migration`,
    `${String(rebuilding)} while a view was made anew`,
    `${String(checkpointing)} while a log was moved into its file`,
    `${String(acknowledged)} acknowledged commands`,
  ].join(', ');

function asked(args: readonly string[]): { readonly rounds: number; readonly seed: number } {
  const { values } = parseArgs({ args: [...args], options: { rounds: { type: 'string' }, seed: { type: 'string' } } });
  const number = (name: 'rounds' | 'seed', otherwise: number): number => {
    const value = Number(values[name] ?? otherwise);
    if (!Number.isSafeInteger(value) || value < 1) throw new Misuse(`--${name} takes a whole number from 1`);
    return value;
  };
  return { rounds: number('rounds', ROUNDS), seed: number('seed', SEED) };
}
