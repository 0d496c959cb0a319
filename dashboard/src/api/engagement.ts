import type { SigningStage } from '@pcrm/contracts';
import { change, read, readRevised, type CommandAnswer, type Page, type Revised } from './http.js';
import type { Offered } from './offered.js';

type Asking = { readonly signal?: AbortSignal };
export type DutyStatus = Offered['DutyStatus'];
export type DutyRule = Offered['DutyRule'];
/** Why a client is due. */
export type DueReason = Offered['DueReason'];
export type DueLine = Offered['DueLine'];
/** The running week (C1) and what the book asks a week (C8). */
export type Week = DueList['week'];
export type DueList = Offered['DuePage'];

export const dueList = (
  { staffId, after, limit = 100 }: { staffId?: string | undefined; after?: string | undefined; limit?: number },
  asking: Asking = {},
): Promise<DueList> => read('duties/due', { ...asking, view: 'contact-duties', query: { staffId, after, limit } });
export const dutiesOf = (clientId: string, asking: Asking = {}): Promise<Offered['ClientDuties']> =>
  read(`duties/clients/${clientId}`, { ...asking, view: 'contact-duties' });

export const DROP_REASONS = [
  'notNow',
  'clientAway',
  'alreadyArranged',
  'notRelevant',
  'other',
] as const satisfies readonly Offered['DropReason'][];
export type DropReason = Offered['DropReason'];
export type PlanLine = Offered['PlanLine'];
/** 日常管理计划 (C0). */
export type DailyPlan = Offered['PlanAnswer'];
export const todaysPlan = (asking: Asking = {}): Promise<Revised<DailyPlan>> =>
  readRevised('daily-plans/today', { ...asking, view: 'contact-duties' });
export const keepInPlan = (clientId: string, commandId: string, revision?: number): Promise<CommandAnswer> =>
  change('POST', `daily-plans/today/items/${clientId}/keep`, { commandId, revision });
export const dropFromPlan = (
  clientId: string,
  body: Offered['DropPlanItemRequest'],
  commandId: string,
  revision?: number,
): Promise<CommandAnswer> => change('POST', `daily-plans/today/items/${clientId}/drop`, { body, commandId, revision });
export const confirmPlan = (commandId: string, revision?: number): Promise<CommandAnswer> =>
  change('POST', 'daily-plans/today/confirm', { commandId, revision });

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
] as const satisfies readonly Offered['ContactPurpose'][];
export type Purpose = Offered['ContactPurpose'];
export const OUTCOMES = [
  'interested',
  'considering',
  'appointmentMade',
  'declined',
  'done',
  'noAnswer',
  'wrongNumber',
  'other',
] as const satisfies readonly Offered['ContactOutcome'][];
export type ContactOutcome = Offered['ContactOutcome'];
/** A contact as it happened; its id is the command's. */
export type NewContact = Offered['LogContactRequest'];
export const logContact = (body: NewContact, commandId: string): Promise<CommandAnswer> =>
  change('POST', 'contacts', { body, commandId });
export const withdrawContact = (contactId: string, reason: string, commandId: string): Promise<CommandAnswer> =>
  change('POST', `contacts/${contactId}/withdraw`, { body: { reason }, commandId });
/** A contact as duties count it, without its text. */
export type Contact = Offered['CountedContact'];
export const contactsOf = (clientId: string, asking: Asking = {}): Promise<{ readonly items: readonly Contact[] }> =>
  read('contacts', { ...asking, view: 'contact-duties', query: { clientId } });

/** One line of the progress table 商机进程表. */
export type ProgressLine = Offered['ProgressLine'];
export const progressTable = (
  { stage, staffId, after, limit = 200 }: { stage?: SigningStage; staffId?: string; after?: string; limit?: number },
  asking: Asking = {},
): Promise<Page<ProgressLine>> =>
  read('progress-table', { ...asking, view: 'progress-table', query: { stage, staffId, after, limit } });
export type StageCounts = Offered['StageCounts'];
export const stageCounts = (
  query: { readonly staffId?: string; readonly outletId?: string | undefined },
  asking: Asking = {},
): Promise<StageCounts> => read('progress-table/counts', { ...asking, view: 'progress-table', query });
export const openOpportunity = (clientId: string, asking: Asking = {}): Promise<ProgressLine> =>
  read(`opportunities/open/${clientId}`, { ...asking, view: 'progress-table' });

export const TERMINATION_REASONS = [
  'declined',
  'unreachable',
  'moved-away',
  'other',
] as const satisfies readonly Offered['TerminationReason'][];
export type TerminationReason = Offered['TerminationReason'];
/** One opportunity, with the revision that a change is measured against. */
export const opportunity = (opportunityId: string, asking: Asking = {}): Promise<Revised<ProgressLine>> =>
  readRevised(`opportunities/${opportunityId}`, { ...asking, view: 'progress-table' });
export const advance = (
  opportunityId: string,
  body: Offered['AdvanceOpportunityRequest'],
  commandId: string,
  revision?: number,
): Promise<CommandAnswer> => change('POST', `opportunities/${opportunityId}/advance`, { body, commandId, revision });
export const terminate = (
  opportunityId: string,
  body: Offered['TerminateOpportunityRequest'],
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

export type StatusCounts = Offered['StatusCounts'];
export type ByRule = StaffCompliance['rules'];
export type StaffCompliance = Offered['StaffLine'];
export type OutletCompliance = Offered['StaffCompliance'];
export const staffCompliance = (outletId: string | undefined, asking: Asking = {}): Promise<OutletCompliance> =>
  read('compliance/staff', { ...asking, view: 'contact-duties', query: { outletId } });
/** What the people of an outlet have together; `onTarget` of its `managers` have reached this week's target. */
export type OutletLine = Offered['OutletLine'];
export const outletCompliance = (asking: Asking = {}): Promise<Offered['OutletCompliance']> =>
  read('compliance/outlets', { ...asking, view: 'contact-duties' });
export type ClientCompliance = Offered['ClientCompliance'];
export const clientCompliance = (
  staffId: string | undefined,
  asking: Asking = {},
): Promise<Offered['BookCompliance']> =>
  read('compliance/clients', { ...asking, view: 'contact-duties', query: { staffId } });
/** Verdicts on closed periods by rule. */
export type ClosedPeriods = Offered['PeriodVerdicts'];
export const closedPeriods = (
  query: { readonly staffId?: string; readonly outletId?: string },
  asking: Asking = {},
): Promise<ClosedPeriods> => read('compliance/periods', { ...asking, view: 'period-history', query });

/** A version of the contact rules 联系制度: the numbers of C1–C9 from a business date on. */
export type CadencePolicy = Offered['ShownCadence'];
export const cadencePolicies = (asking: Asking = {}): Promise<Offered['CadencePoliciesAnswer']> =>
  read('cadence-policies', asking);
type Dated = Pick<CadencePolicy, 'version' | 'effectiveFrom'>;
/** The version in force on a business date: of those that have begun, the one that began last. */
export const policyOn = <Policy extends Dated>(policies: readonly Policy[], date: string): Policy | undefined =>
  policies
    .filter(({ effectiveFrom }) => effectiveFrom <= date)
    .toSorted((a, b) => a.effectiveFrom.localeCompare(b.effectiveFrom) || a.version - b.version)
    .at(-1);
