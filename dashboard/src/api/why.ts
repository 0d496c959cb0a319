import { read } from './http.js';
import type { Offered } from './offered.js';

type Asking = { readonly signal?: AbortSignal };

/** What a load index rests on (A4–A9). */
export type LoadWhy = Offered['LoadWhy'];
export const loadWhy = (staffId: string, asking: Asking = {}): Promise<LoadWhy> =>
  read(`books/${encodeURIComponent(staffId)}/why`, { ...asking, view: 'book-clients' });

/** What tier and average rest on: the facts, and how the average was counted. */
export type StandingWhy = Offered['TierEvidence'];
export const standingWhy = (clientId: string, asking: Asking = {}): Promise<StandingWhy> =>
  read(`clients/${clientId}/why`, asking);

/** What the running duties of a client rest on: contacts and messages by id, and the policy version. */
export type DutiesWhy = Offered['DutyEvidence'];
export const dutiesWhy = (clientId: string, asking: Asking = {}): Promise<DutiesWhy> =>
  read(`duties/clients/${clientId}/why`, { ...asking, view: 'contact-duties' });

/** What the verdicts on closed periods rest on. */
export type PeriodsWhy = { readonly items: readonly Offered['PeriodEvidence'][] };
export const periodsWhy = (clientId: string, asking: Asking = {}): Promise<PeriodsWhy> =>
  read(`compliance/clients/${clientId}/why`, { ...asking, view: 'period-history' });

/** The messages and reports behind a row of the progress table. */
export type OpportunityWhy = Offered['OpportunityEvidence'];
export const opportunityWhy = (opportunityId: string, asking: Asking = {}): Promise<OpportunityWhy> =>
  read(`opportunities/${opportunityId}/why`, { ...asking, view: 'progress-table' });
