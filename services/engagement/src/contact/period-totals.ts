import { tableOf } from '@pcrm/event-sourcing';
import type { PeriodVerdict } from '@pcrm/contracts';

/** Names of the totals over closed periods. */
export const PERIOD_VIEWS = { staff: 'periods-by-staff', outlet: 'periods-by-outlet' } as const;

/** How many clients met, missed, were waived or owed nothing. */
export type VerdictCounts = { readonly [V in PeriodVerdict]?: number };
/** Verdicts by `rule:period` of each member of staff (or outlet) that shares these clients; the reader takes their own. */
export type PeriodTotals = { readonly [owner: string]: { readonly [ruleAndPeriod: string]: VerdictCounts } };

/** Name of the totals that say of whom a member of staff was a maintainer in quarters that are closed (C2). */
export const QUARTER_CLIENTS = 'quarter-clients-by-staff';
/** Clients by quarter of each member of staff that shares these clients; the reader takes their own. */
export type QuarterClients = { readonly [staffId: string]: { readonly [quarter: string]: readonly string[] } };
export const quarterClientRows = tableOf({ name: QUARTER_CLIENTS, version: 3, indexes: {} });
