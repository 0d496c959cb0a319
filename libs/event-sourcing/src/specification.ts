import { deepStrictEqual, fail } from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import type { Aggregate, Decide } from './aggregate.js';
import { Refusal } from './failures.js';
import type { Fact } from './fact.js';
import type { Message } from './message.js';
import type { FoldTools, Projection } from './projection.js';

/** Rules in sentences: `given(...facts).when(decision, command).then(...facts)`. */
export const specification =
  <State, Event extends Fact>(noun: Aggregate<State, Event>) =>
  (...history: readonly Event[]) => ({
    when<Command, Result extends Event>(decide: Decide<Command, State, Result>, command: Command) {
      const run = (): readonly Result[] =>
        decide(
          command,
          history.reduce((state, fact) => noun.evolve(state, fact), noun.initial()),
        );
      return {
        then: (...expected: readonly Result[]): void => deepStrictEqual(run(), expected),
        thenNothing: (): void => deepStrictEqual(run(), []),
        thenRefused: (code: string, details?: object): void => {
          const refusal = refusalOf(run);
          deepStrictEqual(refusal.code, code);
          if (details) deepStrictEqual(refusal.details, details);
        },
      };
    },
    /** The folded state itself, where the sentence is about what is remembered. */
    thenState: (expected: State): void =>
      deepStrictEqual(
        history.reduce((state, fact) => noun.evolve(state, fact), noun.initial()),
        expected,
      ),
  });

function refusalOf(run: () => unknown): Refusal {
  try {
    fail(`expected a refusal, got ${JSON.stringify(run())}`);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** Tools for folds in specs: tokens are an HMAC with a fixed secret. */
export const specificationTools: FoldTools = {
  token: (value) => createHmac('sha256', 'specification').update(value).digest('base64url').slice(0, 22),
};

/** Folds messages as the runner would, twice-is-once included: answers rows by key. */
export function project<Row extends object, M extends Message>(
  view: Projection<Row, M>,
  messages: readonly M[],
): ReadonlyMap<string, Row> {
  const rows = new Map<string, { row: Row | undefined; seen: Map<string, string> }>();
  for (const message of messages) {
    const fold = view.on[message.type as M['type']];
    if (!fold) continue;
    const key = view.key?.(message) ?? message.key;
    const slot = rows.get(key) ?? { row: undefined, seen: new Map<string, string>() };
    if ((slot.seen.get(message.source) ?? '') >= message.position) continue;
    slot.seen.set(message.source, message.position);
    slot.row = fold(slot.row, message as Extract<M, { type: M['type'] }>, specificationTools);
    rows.set(key, slot);
  }
  return new Map([...rows].flatMap(([key, { row }]) => (row === undefined ? [] : [[key, row] as const])));
}

/**
 * Every order in which messages of several sources may arrive: order within one source is kept, sources interleave freely.
 * For more than a few messages take a property test instead; this grows fast.
 */
export function interleavings<M extends Message>(messages: readonly M[]): readonly (readonly M[])[] {
  const bySource = new Map<string, M[]>();
  for (const message of messages) bySource.set(message.source, [...(bySource.get(message.source) ?? []), message]);
  const weave = (queues: readonly (readonly M[])[]): readonly (readonly M[])[] => {
    const left = queues.filter((queue) => queue.length > 0);
    if (left.length === 0) return [[]];
    return left.flatMap((queue) =>
      weave(left.map((other) => (other === queue ? other.slice(1) : other))).map((rest) => [queue[0] as M, ...rest]),
    );
  };
  return weave([...bySource.values()]);
}
