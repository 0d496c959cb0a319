import type { Tier } from '@pcrm/contracts';

const TIERS = ['gold', 'platinum', 'diamond', 'privateBank'] as const satisfies readonly Tier[];

/** A standard that the average reaches or loses on a date, if balances stay. */
export type Crossing = { readonly tier: Tier; readonly direction: 'reach' | 'lose'; readonly on: string };

/** Foreseen crossings, the soonest first. */
export const crossingsOf = (crossings: { readonly [what: string]: string }): readonly Crossing[] =>
  Object.entries(crossings)
    .flatMap(([what, on]): Crossing[] => {
      const [name, direction] = what.split(':');
      const tier = TIERS.find((known) => known === name);
      return tier && (direction === 'reach' || direction === 'lose') ? [{ tier, direction, on }] : [];
    })
    .toSorted((a, b) => (a.on < b.on ? -1 : 1));
