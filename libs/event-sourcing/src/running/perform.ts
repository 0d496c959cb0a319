import type { Metadata } from '../fact.js';
import { RevisionConflict, Unavailable } from '../failures.js';
import type { Issued } from '../reaction.js';
import type { Outcome } from '../service.js';
import { backOff, type Pause } from './pause.js';

/** A command on its way to its handler. Its id comes from what caused it, so that doing it twice is doing it once. */
export type Commanded = { readonly issued: Issued; readonly metadata: Metadata };
/** Performs many commands in bulk; answers each one's outcome or failure in the order asked. Commands for one stream keep their order. */
export type Perform = (commands: readonly Commanded[]) => Promise<readonly (Outcome | Error)[]>;
export type Persistence = { readonly perform: Perform; readonly pause: Pause; readonly signal: AbortSignal };

/**
 * Performs them and, as long as there is a conflict, those again: whoever lost a race decides anew, for ever.
 * Throws `Unavailable` when a store cannot answer; everything else is in the answers.
 */
export async function performPersistently(
  commands: readonly Commanded[],
  { perform, pause, signal }: Persistence,
): Promise<readonly (Outcome | Error)[]> {
  const answers: (Outcome | Error)[] = new Array<Outcome | Error>(commands.length);
  let open = commands.map((_command, index) => index);
  for (let tries = 1; open.length > 0; tries++) {
    if (signal.aborted) throw new Unavailable('stopping');
    if (tries > 1) await pause(backOff(tries - 1), signal);
    const results = await perform(open.map((index) => commands[index] as Commanded));
    open.forEach((index, at) => (answers[index] = results[at] ?? new Error('a command was not answered')));
    const outage = answers.find((answer) => answer instanceof Unavailable);
    if (outage) throw outage;
    open = open.filter((index) => answers[index] instanceof RevisionConflict);
  }
  return answers;
}

/** Takes from each lane its first, then from each its second, …: order holds within a lane, and a wave goes in bulk. */
export async function inWaves<Step>(
  lanes: readonly (readonly Step[])[],
  wave: (steps: readonly { readonly lane: number; readonly step: Step }[]) => Promise<readonly boolean[]>,
): Promise<void> {
  let going = lanes.map((_steps, lane) => ({ lane, at: 0 })).filter(({ lane }) => (lanes[lane]?.length ?? 0) > 0);
  while (going.length > 0) {
    const steps = going.map(({ lane, at }) => ({ lane, step: lanes[lane]?.[at] as Step }));
    const goOn = await wave(steps);
    going = going
      .filter((_each, index) => goOn[index])
      .map(({ lane, at }) => ({ lane, at: at + 1 }))
      .filter(({ lane, at }) => at < (lanes[lane]?.length ?? 0));
  }
}
