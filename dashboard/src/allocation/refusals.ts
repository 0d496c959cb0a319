import type { MovesPreview } from '../api/allocation.js';

/** A kind of refusal in a tried plan: its rule (`A9`) and how many moves it stops. */
export type RefusalCount = { readonly code: string; readonly rule: string | undefined; readonly count: number };

/** Refusals of a tried plan by code, the commonest first. */
export function refusalsIn(preview: MovesPreview | undefined): readonly RefusalCount[] {
  const counts = new Map<string, RefusalCount>();
  for (const { refused } of preview?.moves ?? []) {
    if (!refused) continue;
    const { rule } = refused.details;
    const before = counts.get(refused.code)?.count ?? 0;
    counts.set(refused.code, {
      code: refused.code,
      rule: typeof rule === 'string' ? rule : undefined,
      count: before + 1,
    });
  }
  return [...counts.values()].toSorted((a, b) => b.count - a.count);
}
