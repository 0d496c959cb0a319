import type { Channel, ContactRule, Direction, SigningStage, StaffRole, Tier } from '@pcrm/contracts';
import { change, read, readRevised, type CommandAnswer, type Page, type Revised } from './http.js';

type Asking = { readonly signal?: AbortSignal };
export type DutyStatus = 'open' | 'atRisk' | 'met' | 'missed' | 'waived' | 'notOwed';
export type DutyRule = 'C2' | 'C3' | 'C4' | 'C5' | 'C9' | 'NEXT_STEP';
/** Why a client is due. */
export type DueReason = {
  readonly rule: DutyRule;
  readonly period: string;
  readonly status: DutyStatus;
  readonly owed: number;
  readonly done: number;
  readonly from: string;
  readonly dueOn: string;
  readonly policyVersion: number;
};
export type DueLine = {
  readonly clientId: string;
  readonly clientName: string | null;
  readonly staffId: string;
  readonly tier: Tier | null;
  readonly potential: Tier | null;
  readonly score: number;
  readonly lastContactOn: string | null;
  readonly reasons: readonly (DueReason & {
    readonly daysLeft: number;
    readonly score: number;
    readonly text: { readonly zh: string; readonly en: string };
  })[];
};
/** The running week (C1) and what the book asks a week (C8). */
export type Week = {
  readonly week: string;
  readonly target: number;
  readonly done: number;
  readonly need: { readonly clients: number; readonly credits: number };
};
export type DueList = Page<DueLine> & { readonly asOf: string; readonly total: number; readonly week: Week };

export const dueList = (
  { staffId, after, limit = 100 }: { staffId?: string | undefined; after?: string | undefined; limit?: number },
  asking: Asking = {},
): Promise<DueList> => read('duties/due', { ...asking, view: 'contact-duties', query: { staffId, after, limit } });
export const dutiesOf = (
  clientId: string,
  asking: Asking = {},
): Promise<{ readonly asOf: string; readonly items: readonly DueReason[] }> =>
  read(`duties/clients/${clientId}`, { ...asking, view: 'contact-duties' });

export const DROP_REASONS = ['notNow', 'clientAway', 'alreadyArranged', 'notRelevant', 'other'] as const;
export type DropReason = (typeof DROP_REASONS)[number];
export type PlanLine = {
  readonly clientId: string;
  readonly clientName: string | null;
  readonly rules: readonly string[];
  readonly score: number;
  readonly state: 'proposed' | 'kept' | 'added' | 'dropped';
  readonly reasonCode: DropReason | null;
  readonly done: boolean;
};
/** 日常管理计划 (C0). */
export type DailyPlan = {
  readonly staffId: string;
  readonly date: string;
  readonly confirmedAt: string | null;
  readonly items: readonly PlanLine[];
};
export const todaysPlan = (asking: Asking = {}): Promise<DailyPlan> =>
  read('daily-plans/today', { ...asking, view: 'contact-duties' });
export const keepInPlan = (clientId: string, commandId: string): Promise<CommandAnswer> =>
  change('POST', `daily-plans/today/items/${clientId}/keep`, { commandId });
export const dropFromPlan = (
  clientId: string,
  body: { readonly reasonCode: DropReason; readonly note?: string },
  commandId: string,
): Promise<CommandAnswer> => change('POST', `daily-plans/today/items/${clientId}/drop`, { body, commandId });
export const confirmPlan = (commandId: string): Promise<CommandAnswer> =>
  change('POST', 'daily-plans/today/confirm', { commandId });

export const PURPOSES = [
  'maintenance',
  'firstContact',
  'invitation',
  'presentation',
  'signing',
  'maturity',
  'birthday',
  'followUp',
  'service',
  'other',
] as const;
export type Purpose = (typeof PURPOSES)[number];
export const OUTCOMES = [
  'interested',
  'considering',
  'appointmentMade',
  'declined',
  'done',
  'noAnswer',
  'wrongNumber',
  'other',
] as const;
export type ContactOutcome = (typeof OUTCOMES)[number];
/** A contact as it happened; its id is the command's. */
export type NewContact = {
  readonly clientId: string;
  readonly channel: Channel;
  readonly direction: Direction;
  readonly reached: boolean;
  readonly contactAt: string;
  readonly purpose: Purpose;
  readonly outcome?: ContactOutcome;
  readonly nextStepOn?: string;
  readonly note?: string;
  readonly opportunityId?: string;
  readonly report?: { readonly summary: string };
};
export const logContact = (body: NewContact, commandId: string): Promise<CommandAnswer> =>
  change('POST', 'contacts', { body, commandId });
export const withdrawContact = (contactId: string, reason: string, commandId: string): Promise<CommandAnswer> =>
  change('POST', `contacts/${contactId}/withdraw`, { body: { reason }, commandId });
/** A contact as duties count it, without its text. */
export type Contact = {
  readonly id: string;
  readonly on: string;
  readonly staffId: string;
  readonly channel: Channel;
  readonly reached: boolean;
  readonly nextStepOn: string | null;
};
export const contactsOf = (clientId: string, asking: Asking = {}): Promise<{ readonly items: readonly Contact[] }> =>
  read('contacts', { ...asking, view: 'contact-duties', query: { clientId } });

/** One line of the progress table 商机进程表. */
export type ProgressLine = {
  readonly opportunityId: string;
  readonly clientId: string;
  readonly clientName: string | null;
  readonly staffId: string;
  readonly outletId: string;
  readonly stage: SigningStage;
  readonly open: boolean;
  readonly onHold: boolean;
  readonly daysInStage: number;
  readonly openedOn: string;
  readonly currentTier: Tier | null;
  readonly targetTier: Tier;
  readonly nextStepOn: string | null;
  readonly lastReachedOn: string | null;
  readonly refusedCode: string | null;
  readonly reasonCode: string | null;
  /** What the step to SIGNING still lacks (P5). */
  readonly signingLacks: readonly string[];
  readonly suggestedStage: SigningStage | null;
};
export const progressTable = (
  { stage, staffId, after, limit = 200 }: { stage?: SigningStage; staffId?: string; after?: string; limit?: number },
  asking: Asking = {},
): Promise<Page<ProgressLine>> =>
  read('progress-table', { ...asking, view: 'progress-table', query: { stage, staffId, after, limit } });
export type StageCounts = {
  readonly open: number;
  readonly onHold: number;
  readonly stages: { readonly [S in SigningStage]?: number };
};
export const stageCounts = (
  query: { readonly staffId?: string; readonly outletId?: string | undefined },
  asking: Asking = {},
): Promise<StageCounts> => read('progress-table/counts', { ...asking, view: 'progress-table', query });
export const openOpportunity = (clientId: string, asking: Asking = {}): Promise<ProgressLine> =>
  read(`opportunities/open/${clientId}`, { ...asking, view: 'progress-table' });

export const TERMINATION_REASONS = ['declined', 'unreachable', 'moved-away', 'other'] as const;
export type TerminationReason = (typeof TERMINATION_REASONS)[number];
/** One opportunity, with the revision that a change is measured against. */
export const opportunity = (opportunityId: string, asking: Asking = {}): Promise<Revised<ProgressLine>> =>
  readRevised(`opportunities/${opportunityId}`, { ...asking, view: 'progress-table' });
export const advance = (
  opportunityId: string,
  body: { readonly to: SigningStage; readonly reason?: string },
  commandId: string,
  revision?: number,
): Promise<CommandAnswer> => change('POST', `opportunities/${opportunityId}/advance`, { body, commandId, revision });
export const terminate = (
  opportunityId: string,
  body: { readonly reasonCode: TerminationReason; readonly reason?: string },
  commandId: string,
  revision?: number,
): Promise<CommandAnswer> => change('POST', `opportunities/${opportunityId}/terminate`, { body, commandId, revision });
export const hold = (
  opportunityId: string,
  reason: string,
  commandId: string,
  revision?: number,
): Promise<CommandAnswer> =>
  change('POST', `opportunities/${opportunityId}/hold`, { body: { reason }, commandId, revision });
export const resume = (opportunityId: string, commandId: string, revision?: number): Promise<CommandAnswer> =>
  change('POST', `opportunities/${opportunityId}/resume`, { body: {}, commandId, revision });
export const planNextStep = (
  opportunityId: string,
  on: string | null,
  commandId: string,
  revision?: number,
): Promise<CommandAnswer> =>
  change('POST', `opportunities/${opportunityId}/next-step`, { body: { on }, commandId, revision });

export type StatusCounts = { readonly [S in DutyStatus]?: number };
export type ByRule = { readonly [rule: string]: StatusCounts };
export type StaffCompliance = {
  readonly staffId: string;
  readonly name: string | null;
  readonly role: StaffRole | null;
  readonly clients: number;
  readonly rules: ByRule;
  readonly week: Omit<Week, 'need'>;
  readonly need: Week['need'];
  /** Closed weeks, oldest first. */
  readonly strip: readonly {
    readonly week: string;
    readonly target: number;
    readonly clients: number;
    readonly verdict: 'met' | 'missed' | 'waived' | 'notOwed';
  }[];
  /** Leaves that touch the running quarter or come later. */
  readonly leaves: readonly { readonly leaveId: string; readonly from: string; readonly to: string }[];
};
export type OutletCompliance = {
  readonly asOf: string;
  readonly items: readonly StaffCompliance[];
  readonly outlet: ByRule;
};
export const staffCompliance = (outletId: string | undefined, asking: Asking = {}): Promise<OutletCompliance> =>
  read('compliance/staff', { ...asking, view: 'contact-duties', query: { outletId } });
/** What the people of an outlet have together; `onTarget` of its `managers` have reached this week's target. */
export type OutletLine = {
  readonly outletId: string;
  readonly clients: number;
  readonly rules: ByRule;
  readonly managers: number;
  readonly onTarget: number;
};
export const outletCompliance = (
  asking: Asking = {},
): Promise<{ readonly asOf: string; readonly items: readonly OutletLine[] }> =>
  read('compliance/outlets', { ...asking, view: 'contact-duties' });
export type ClientCompliance = {
  readonly clientId: string;
  readonly clientName: string | null;
  readonly tier: Tier | null;
  readonly rule: ContactRule;
  readonly period: string;
  readonly owed: number;
  readonly done: number;
  readonly status: DutyStatus;
  readonly dueOn: string;
};
export const clientCompliance = (
  staffId: string | undefined,
  asking: Asking = {},
): Promise<{ readonly asOf: string; readonly items: readonly ClientCompliance[] }> =>
  read('compliance/clients', { ...asking, view: 'contact-duties', query: { staffId } });
/** Verdicts on closed periods by rule. */
export type ClosedPeriods = {
  readonly items: readonly {
    readonly rule: string;
    readonly period: string;
    readonly verdicts: { readonly [V in 'met' | 'missed' | 'waived' | 'notOwed']?: number };
  }[];
};
export const closedPeriods = (
  query: { readonly staffId?: string; readonly outletId?: string },
  asking: Asking = {},
): Promise<ClosedPeriods> => read('compliance/periods', { ...asking, view: 'period-history', query });

/** A version of the contact rules 联系制度: the numbers of C1–C9 from a business date on. */
export type CadencePolicy = {
  readonly version: number;
  readonly effectiveFrom: string;
  readonly weeklyClients: number;
  readonly monthlyCredits: { readonly [T in Tier]?: number };
  readonly credits: { readonly [C in Channel]?: number };
  /** What a reader should know of the numbers: `TierInversion`: a lower tier asks for more than a higher one. */
  readonly findings: readonly { readonly code: string }[];
};
export const cadencePolicies = (asking: Asking = {}): Promise<{ readonly items: readonly CadencePolicy[] }> =>
  read('cadence-policies', asking);
/** The version in force on a business date: of those that have begun, the one that began last. */
export const policyOn = (policies: readonly CadencePolicy[], date: string): CadencePolicy | undefined =>
  policies
    .filter(({ effectiveFrom }) => effectiveFrom <= date)
    .toSorted((a, b) => a.effectiveFrom.localeCompare(b.effectiveFrom) || a.version - b.version)
    .at(-1);
