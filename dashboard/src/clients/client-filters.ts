import type { AverageBand, Tier } from '@pcrm/contracts';

export type TierFilter = Tier | 'none';
export const TIER_FILTERS = ['diamond', 'platinum', 'gold', 'none'] as const satisfies readonly TierFilter[];
export const AVERAGE_BANDS = [
  'below-100k',
  '100k-200k',
  '200k-500k',
  '500k-1m',
  '1m-6m',
  'from-6m',
] as const satisfies readonly AverageBand[];
