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

/** Of the kills that were aimed at something, how many met it. */
const inWords = ({ kills, aims: { migration, rebuild, checkpoint }, acknowledged }: StoryReport): string =>
  [
    `${String(kills)} kills`,
    `${String(migration.met)} of ${String(migration.aimed)} half-way through a migration`,
    `${String(rebuild.met)} of ${String(rebuild.aimed)} while a view was made anew`,
    `${String(checkpoint.met)} of ${String(checkpoint.aimed)} while a log was moved into its file`,
    `${String(acknowledged)} acknowledged commands`,
  ].join(', ');
