import type { Appended } from '@pcrm/event-sourcing';
import type { Written } from './fact-writer.js';
import { type Failure, fromFailure, toFailure } from './worker-failure.js';

/**
 * All appends that one turn asks for, as a few long lists instead of many small objects: what crosses between threads is copied
 * field by field, and an object costs more than its texts.
 */
export type PackedAppends = {
  /** Of each request, and how many appends it asks for. */
  readonly ids: readonly number[];
  readonly sizes: readonly number[];
  readonly streams: readonly string[];
  readonly expected: readonly number[];
  /** Facts of each append. */
  readonly counts: readonly number[];
  readonly factIds: readonly string[];
  readonly bodies: readonly string[];
};
/** Their answers in the same order. A failure stands in place of its answer. */
export type PackedAnswers = Pick<PackedAppends, 'ids' | 'sizes'> & {
  readonly revisions: readonly number[];
  readonly positions: readonly string[];
  readonly failures: readonly (readonly [at: number, failure: Failure])[];
};

export function packAppends(
  requests: readonly { readonly id: number; readonly appends: readonly Written[] }[],
): PackedAppends {
  const all = requests.flatMap(({ appends }) => appends);
  return {
    ids: requests.map(({ id }) => id),
    sizes: requests.map(({ appends }) => appends.length),
    streams: all.map(({ stream }) => stream),
    expected: all.map(({ expected }) => expected),
    counts: all.map(({ bodies }) => bodies.length),
    factIds: all.flatMap(({ ids }) => ids),
    bodies: all.flatMap(({ bodies }) => bodies),
  };
}

/** The appends of all requests, one after another. */
export function unpackAppends({ streams, expected, counts, factIds, bodies }: PackedAppends): readonly Written[] {
  let next = 0;
  return streams.map((stream, at) => {
    const from = next;
    next += counts[at] ?? 0;
    return {
      ...{ stream, expected: expected[at] ?? -1 },
      ...{ ids: factIds.slice(from, next), bodies: bodies.slice(from, next) },
    };
  });
}

export const packAnswers = (
  { ids, sizes }: Pick<PackedAppends, 'ids' | 'sizes'>,
  results: readonly (Appended | Error)[],
): PackedAnswers => ({
  ...{ ids, sizes },
  revisions: results.map((one) => (Error.isError(one) ? -1 : one.revision)),
  positions: results.map((one) => (Error.isError(one) ? '' : one.position)),
  failures: results.flatMap((one, at) => (Error.isError(one) ? [[at, toFailure(one)] as const] : [])),
});

/** What each request is answered. */
export function* unpackAnswers({
  ids,
  sizes,
  revisions,
  positions,
  failures,
}: PackedAnswers): Iterable<readonly [id: number, results: readonly (Appended | Error)[]]> {
  const failed = new Map(failures);
  const resultAt = (at: number): Appended | Error => {
    const failure = failed.get(at);
    return failure ? fromFailure(failure) : { revision: revisions[at] ?? -1, position: positions[at] ?? '' };
  };
  let next = 0;
  for (const [nth, id] of ids.entries()) yield [id, Array.from({ length: sizes[nth] ?? 0 }, () => resultAt(next++))];
}
