import type { PeriodVerdict } from '@pcrm/contracts';

/** Names of the totals over closed periods. */
export const PERIOD_VIEWS = { staff: 'periods-by-staff', outlet: 'periods-by-outlet' } as const;

/** How many clients met, missed, were waived or owed nothing. */
export type VerdictCounts = { readonly [V in PeriodVerdict]?: number };
/** Verdicts by `rule:period` of each member of staff (or outlet) that shares these clients; the reader takes their own. */
export type PeriodTotals = { readonly [owner: string]: { readonly [ruleAndPeriod: string]: VerdictCounts } };
