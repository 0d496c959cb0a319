import type { AverageBand, Tier } from '@pcrm/contracts';
import { builtInRules, type TierPolicyVersion } from '../policy.js';
import type { MonthReading, Readings } from '../readings.js';
import type { EvaluateStanding } from './evaluate-standing/evaluate-standing.js';
import type { ClientMarkedPotential, StandingOpened } from './tier-standing.events.js';

/** What the specs of this chapter are told about. */
export const clientId = '5b0e7a52-6c1f-5b7e-9d0a-2f1f0e9f8a11';
export const about = { clientId, outletId: 'NN01' };
export const policies: readonly TierPolicyVersion[] = [{ ...builtInRules, version: 1, effectiveFrom: '2000-01-01' }];
export const yuan = (amount: number): number => amount * 100;

export const opened = (tier: Tier | null, signedOn: string | null = tier && '2025-01-15'): StandingOpened => ({
  type: 'StandingOpened',
  data: { ...about, tier, signedOn },
});
export const marked = (targetTier: Tier, more: Partial<ClientMarkedPotential['data']> = {}): ClientMarkedPotential => ({
  type: 'ClientMarkedPotential',
  data: {
    ...about, basis: 'reached', targetTier, currentTier: null, averageFen: yuan(600_000), markedOn: '2026-05-04', policyVersion: 1, ...more,
  }, // prettier-ignore
});

/** Month ends and their averages in yuan, fully covered. */
export const months = (averages: { readonly [monthEnd: string]: number }): readonly MonthReading[] =>
  Object.entries(averages).map(([monthEnd, average]) => ({ monthEnd, averageFen: yuan(average), full: true }));

/** A closing as of `through`, with nothing to say unless told. */
export function closing(
  through: string,
  more: Partial<Readings> & { average?: number; band?: AverageBand; reached?: Tier | null } = {},
): EvaluateStanding {
  const { average = 0, band = 'below-100k', reached = null, ...rest } = more;
  const averageFen = yuan(average);
  const readings: Readings = {
    through,
    averageFen,
    coveredDays: 365,
    moments: [{ date: through, averageFen, band, reached }],
    months: [],
    movements: [],
    movementsFrom: '2026-01-01',
    forecasts: [],
    due: '2099-12-31',
    ...rest,
  };
  return { clientId, client: { outletId: 'NN01' }, readings, policies };
}
