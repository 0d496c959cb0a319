import { Chance } from './process/chance.js';
import type { Phase } from './story/tell.js';

/** Views that are rebuilt while the process is killed, by service. */
const REBUILT = [
  ['clients', 'client-list'],
  ['allocation', 'book-clients'],
  ['engagement', 'contact-duties'],
  ['notifications', 'outbox'],
] as const;

/**
 * When a process is killed. `load`: some time after work has begun; `stop`: while it stops, after SIGTERM; `rebuild`: while a view is
 * made anew; `checkpoint`: when a write-ahead log is being moved into its file, as that follows a quiet time.
 */
export type Kill = {
  readonly phase: Phase;
  readonly how: 'load' | 'stop' | 'rebuild' | 'checkpoint';
  readonly afterMs: number;
  /** `stop`: milliseconds between SIGTERM and SIGKILL. */
  readonly stoppingMs: number;
  readonly rebuilt: readonly [service: string, view: string];
  /** The starts after it that are killed too, each so many milliseconds after it began. */
  readonly starts: readonly number[];
};

/** Milliseconds until a start has opened its files, run its migrations and begun to serve. */
const START_MS = 1_600;
/** The checkpoint comes a quarter of a second after the last commit. */
const CHECKPOINT_MS = [235, 300] as const;

/** The kill of a round: one seed has the same ones always. */
export function killOf(seed: number, round: number): Kill {
  const chance = new Chance(seed, 'kill', round);
  const how = chance.of(['load', 'load', 'load', 'stop', 'rebuild', 'checkpoint'] as const);
  const phase = chance.of(['morning', 'work', 'work', 'closing'] as const);
  const [least, most] = how === 'checkpoint' ? CHECKPOINT_MS : [0, phase === 'work' ? 250 : 90];
  return {
    ...{ phase, how, afterMs: chance.between(least, most), stoppingMs: chance.between(0, 250) },
    rebuilt: chance.of(REBUILT),
    starts: killedStarts(chance, chance.of([0, 0, 0, 1, 2])),
  };
}

/** The first starts of a story, on a folder where nothing is yet: files are made and brought to their format. */
export const firstKills = (seed: number): readonly number[] => killedStarts(new Chance(seed, 'first'), 2);

const killedStarts = (chance: Chance, count: number): readonly number[] =>
  Array.from({ length: count }, () => chance.between(30, START_MS));

export const inWords = ({ how, phase, afterMs, stoppingMs, starts, rebuilt }: Kill): string => {
  const what = {
    load: '',
    stop: `, stopping for ${String(stoppingMs)} ms`,
    rebuild: `, rebuilding ${rebuilt.join('.')}`,
    checkpoint: ', checkpointing',
  };
  const again = starts.map((ms) => `, its next start after ${String(ms)} ms`).join('');
  return `${phase}, ${String(afterMs)} ms in${what[how]}${again}`;
};
