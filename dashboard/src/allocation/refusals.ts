import type { MovesPreview } from '../api/allocation.js';
import type { Load } from '../show/load.js';

/** What a refusal for a full book carries (A9): the load before and the load it would have been; 1.00 is the limit. */
export type Overfull = { readonly staffId: string; readonly load: Load; readonly before: Load };
/**
 * A kind of refusal in a tried plan: its rule (`A9`) and how many moves it stops. Of the first of them what it carries: `overfull` where it
 * is about a full book, `allowed` the bands that the role may look after (A8).
 */
export type RefusalCount = {
  readonly code: string;
  readonly rule: string | undefined;
  readonly count: number;
  readonly overfull?: Overfull;
  readonly allowed?: readonly string[];
};

/** Refusals of a tried plan by code, the commonest first. */
export function refusalsIn(preview: MovesPreview | undefined): readonly RefusalCount[] {
  const counts = new Map<string, RefusalCount>();
  for (const { refused } of preview?.moves ?? []) {
    if (!refused) continue;
    const { code, details } = refused;
    const known = counts.get(code);
    counts.set(code, known ? { ...known, count: known.count + 1 } : { code, count: 1, ...carriedIn(details) });
  }
  return [...counts.values()].toSorted((a, b) => b.count - a.count);
}

type Details = Readonly<Record<string, unknown>>;

function carriedIn({ rule, staffId, load, before, allowed }: Details): Omit<RefusalCount, 'code' | 'count'> {
  const full = typeof staffId === 'string' && isLoad(load) && isLoad(before);
  return {
    rule: typeof rule === 'string' ? rule : undefined,
    ...(full && { overfull: { staffId, load, before } }),
    ...(isTexts(allowed) && { allowed }),
  };
}

const isLoad = (value: unknown): value is Load =>
  typeof value === 'object' && value !== null && 'numerator' in value && 'denominator' in value;
const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');
