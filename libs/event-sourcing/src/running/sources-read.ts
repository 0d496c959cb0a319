import type { Position } from '../fact.js';
import type { End } from './at-the-ends.js';

/** How far a service is asked to have come: its own facts said up to a position, everything heard up to these ends. */
export type ReadGoal = { readonly position?: Position; readonly ends?: readonly End[] };
export type ReadAnswer = {
  /** Nothing is left to say and nothing to hear, as it is now; then whatever was asked for is said and heard. */
  readonly atRest: boolean;
  readonly said: boolean;
  readonly heard: boolean;
  /** Where the topics that it hears end now. */
  readonly ends: readonly End[];
};
/** Asks a service; undefined when nobody answers. */
export type AskRead = (goal: ReadGoal) => Promise<ReadAnswer | undefined>;

/** Through so many services, one after the other, what is said may have effects before nothing follows from it any more. */
const ROUNDS = 5;

type Aim = { readonly instant: string; round: number; position: Position; ends?: readonly (readonly End[])[] };

/**
 * Whether all services have read past an instant, effects included. Nobody waits for them to be at rest, which they never are while
 * people and feeds go on: what stands at the first asking is aimed at. Once all facts there were are said, and all that was said
 * is heard, what followed meanwhile is aimed at, until nothing followed, or as often as effects may have effects of their own.
 */
export class SourcesRead {
  #aim: Aim | undefined;

  constructor(
    private readonly services: readonly AskRead[],
    private readonly head: () => Promise<Position | undefined>,
  ) {}

  /** The instant past which everything was read, this one or an earlier one that was asked for before; undefined for now: ask again. */
  async past(instant: string): Promise<string | undefined> {
    const aim = (this.#aim ??= { instant, round: 1, position: (await this.head()) ?? '' });
    do {
      if (!(await this.#isThere(aim))) return undefined;
    } while (await this.#further(aim));
    this.#aim = undefined;
    return aim.instant < instant ? aim.instant : instant;
  }

  /** Whether all have come as far as is aimed at; the first that has not ends the asking. */
  async #isThere({ position, ends }: Aim): Promise<boolean> {
    for (const [at, ask] of this.services.entries()) {
      const answer = await ask({ position, ...(ends && { ends: ends[at] ?? [] }) });
      if (!(ends ? answer?.heard : answer?.said)) return false;
    }
    return true;
  }

  /** Where a part of the way is gone, the next one; false at its end. */
  async #further(aim: Aim): Promise<boolean> {
    if (!aim.ends) {
      const answers = await Promise.all(this.services.map((ask) => ask({})));
      const ends = answers.flatMap((answer) => (answer ? [answer.ends] : []));
      // One that does not answer now is asked again.
      if (ends.length === this.services.length) aim.ends = ends;
      return true;
    }
    const head = (await this.head()) ?? '';
    if (aim.round === ROUNDS || head === aim.position) return false;
    aim.round += 1;
    aim.position = head;
    delete aim.ends;
    return true;
  }
}
