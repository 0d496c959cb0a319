import { Chance } from '@pcrm/cli/demo';
import type { Phase } from './story/tell.js';

/** Views that are rebuilt while the process is killed, by service. */
const REBUILT = [
  ['clients', 'client-list'],
  ['allocation', 'book-clients'],
  ['engagement', 'contact-duties'],
  ['notifications', 'outbox'],
] as const;

/**
 * When a process is killed. `load`: some time after work has begun; `stop`: while it stops, after SIGTERM; `rebuild`: at work, once it
 * is seen to make a view anew; `checkpoint`: once it is seen to move a write-ahead log into its file, as that follows a quiet time;
 * `migration`: at work, and then a later version of it, while it brings the files to its format. What takes its time is met at a share
 * of the time that it takes undisturbed: a busy machine is killed at the same moments as a quiet one.
 */
export type Kill = {
  readonly phase: Phase;
  readonly how: 'load' | 'stop' | 'rebuild' | 'checkpoint' | 'migration';
  /** The share of the phase that has passed, from 0 to 1. */
  readonly after: number;
  /** `checkpoint`: milliseconds after it was seen. */
  readonly movingMs: number;
  /** `stop`: milliseconds between SIGTERM and SIGKILL. */
  readonly stoppingMs: number;
  /** `rebuild`: what is made anew, and the milliseconds after that was seen. */
  readonly rebuilt: { readonly what: readonly [service: string, view: string]; readonly ms: number };
  /** `migration`: how many files have begun to be brought to the format, and the milliseconds since the last of them has. */
  readonly migrating: { readonly files: number; readonly ms: number };
  /** The starts after it that are killed too, each after this share of a start. */
  readonly starts: readonly number[];
};

/** A small log is moved within a few milliseconds, a view of a small branch made anew within some twenty. */
const MOVING_MS = 2;
const REBUILD_MS = 15;
const WAYS = ['load', 'load', 'load', 'stop', 'rebuild', 'checkpoint', 'migration'] as const;
/** Databases of a data folder. */
export const FILES = 6;

/** The kill of a round: one seed has the same ones always. */
export function killOf(seed: number, round: number): Kill {
  const chance = Chance.of(seed, 'kill', round);
  return {
    ...{ how: chance.pick(WAYS), phase: chance.pick(['morning', 'work', 'work', 'closing'] as const) },
    ...{ after: chance.next(), movingMs: chance.int(0, MOVING_MS), stoppingMs: chance.int(0, 250) },
    ...{
      rebuilt: { what: chance.pick(REBUILT), ms: chance.int(0, REBUILD_MS) },
      migrating: { files: chance.int(1, FILES), ms: chance.int(0, 40) },
    },
    starts: killedStarts(chance, chance.pick([0, 0, 0, 1, 2])),
  };
}

/** The first starts of a story, on a folder where nothing is yet: files are made. */
export const firstKills = (seed: number): readonly number[] => killedStarts(Chance.of(seed, 'first'), 2);

const killedStarts = (chance: Chance, count: number): readonly number[] =>
  Array.from({ length: count }, () => chance.next());

const percent = (share: number): string => `${String(Math.round(share * 100))} %`;

export const inWords = ({ how, phase, after, movingMs, stoppingMs, starts, rebuilt, migrating }: Kill): string => {
  const what = {
    load: `at ${percent(after)}`,
    stop: `at ${percent(after)}, stopping for ${String(stoppingMs)} ms`,
    rebuild: `at ${percent(after)}, ${String(rebuilt.ms)} ms into rebuilding ${rebuilt.what.join('.')}`,
    checkpoint: `done, ${String(movingMs)} ms into moving a log into its file`,
    migration: `at ${percent(after)}, and ${String(migrating.ms)} ms into file ${String(migrating.files)} of a migration`,
  };
  return `${phase} ${what[how]}${starts.map((share) => `, its next start at ${percent(share)}`).join('')}`;
};
