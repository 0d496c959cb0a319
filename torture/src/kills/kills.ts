import { part } from '../part.js';
import { killedStory, undisturbedStory, type StoryReport } from './story-run.js';

/** Rounds of one story: the next one begins on a new folder with the next seed. */
const STORY = 20;

const OPTIONS = {
  rounds: { is: 'number', least: 1, otherwise: 20, about: 'rounds, of one kill and more each' },
  seed: { is: 'number', least: 1, otherwise: 1, about: 'of the first story: one seed has the same kills always' },
} as const;

/** Kills the embedded edition at any moment. */
export const kills = part(OPTIONS, async ({ rounds, seed }) => {
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
});

const inWords = ({ kills, halfWay, rebuilding, checkpointing, acknowledged }: StoryReport): string =>
  [
    `${String(kills)} kills`,
    `${String(halfWay)} half-way through a migration`,
    `${String(rebuilding)} while a view was made anew`,
    `${String(checkpointing)} while a log was moved into its file`,
    `${String(acknowledged)} acknowledged commands`,
  ].join(', ');
