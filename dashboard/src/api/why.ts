import type { StaffRole, Tier } from '@pcrm/contracts';
import type { DutyRule, DutyStatus } from './engagement.js';
import { read } from './http.js';

type Asking = { readonly signal?: AbortSignal };

/** What a load index rests on (A4–A9). */
export type LoadWhy = {
  readonly staffId: string;
  readonly role: StaffRole;
  readonly load: { readonly numerator: number; readonly denominator: number; readonly index: number };
  readonly overloaded: boolean;
  readonly capacityPercent: number;
  /** Clients by what they weigh as; `capacity`: how many fill a book, null: they do not count here. */
  readonly parts: readonly {
    readonly kind: Tier | 'potential';
    readonly clients: number;
    readonly capacity: number | null;
  }[];
  readonly policy: { readonly version: number; readonly effectiveFrom: string };
  readonly facts: readonly {
    readonly clientId: string;
    readonly kind: Tier | 'potential';
    readonly heldBy: string;
    readonly weighedBy: string | null;
  }[];
};
export const loadWhy = (staffId: string, asking: Asking = {}): Promise<LoadWhy> =>
  read(`books/${encodeURIComponent(staffId)}/why`, { ...asking, view: 'book-clients' });

/** What tier and average rest on: the facts, and how the average was counted. */
export type StandingWhy = {
  readonly facts: readonly {
    readonly factId: string;
    readonly type: string;
    readonly occurredAt: string;
    readonly data: { readonly [name: string]: unknown };
  }[];
  readonly average: {
    readonly asOf: string;
    readonly window: string;
    readonly policyVersion: number;
    readonly averageFen: number;
    readonly days: number;
    readonly coveredDays: number;
    readonly openingAverageFen: number | null;
    readonly firstRecordOn: string | null;
  } | null;
};
export const standingWhy = (clientId: string, asking: Asking = {}): Promise<StandingWhy> =>
  read(`clients/${clientId}/why`, asking);

type Since = readonly { readonly from: string; readonly message: string }[];
/** What the running duties of a client rest on: contacts and messages by id, and the policy version. */
export type DutiesWhy = {
  readonly asOf: string;
  readonly intervals: { readonly maintained: Since; readonly tiers: Since; readonly potentials: Since };
  /** `C3:2026-06` and the message that waived it. */
  readonly waivers: { readonly [ruleAndPeriod: string]: string };
  readonly duties: readonly {
    readonly rule: DutyRule;
    readonly period: string;
    readonly status: DutyStatus;
    readonly contacts: readonly string[];
    readonly policyVersion: number;
  }[];
};
export const dutiesWhy = (clientId: string, asking: Asking = {}): Promise<DutiesWhy> =>
  read(`duties/clients/${clientId}/why`, { ...asking, view: 'contact-duties' });

/** What the verdicts on closed periods rest on. */
export type PeriodsWhy = {
  readonly items: readonly {
    readonly rule: DutyRule;
    readonly period: string;
    readonly owed: number;
    readonly verdict: 'met' | 'missed' | 'waived' | 'notOwed';
    readonly contacts: readonly { readonly id: string; readonly worth: number }[];
    readonly policyVersion: number;
  }[];
};
export const periodsWhy = (clientId: string, asking: Asking = {}): Promise<PeriodsWhy> =>
  read(`compliance/clients/${clientId}/why`, { ...asking, view: 'period-history' });

/** The messages and reports behind a row of the progress table. */
export type OpportunityWhy = {
  readonly messages: readonly string[];
  readonly reports: readonly string[];
  readonly fileLacks: readonly string[];
};
export const opportunityWhy = (opportunityId: string, asking: Asking = {}): Promise<OpportunityWhy> =>
  read(`opportunities/${opportunityId}/why`, { ...asking, view: 'progress-table' });
