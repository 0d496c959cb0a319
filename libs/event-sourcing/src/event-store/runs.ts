import type { MovedEvent } from '../fact.js';

/** Facts that follow each other in one stream: what one append can write. */
export type Run = {
  readonly stream: string;
  readonly expected: number;
  readonly events: readonly [MovedEvent, ...MovedEvent[]];
};

/** Facts in their order as the fewest appends that keep it. */
export function runsOf(facts: readonly MovedEvent[]): readonly Run[] {
  const runs: { stream: string; expected: number; events: [MovedEvent, ...MovedEvent[]] }[] = [];
  for (const fact of facts) {
    const run = runs.at(-1);
    const follows = run?.stream === fact.stream && run.expected + run.events.length + 1 === fact.revision;
    if (follows) run.events.push(fact);
    else runs.push({ stream: fact.stream, expected: fact.revision - 1, events: [fact] });
  }
  return runs;
}
