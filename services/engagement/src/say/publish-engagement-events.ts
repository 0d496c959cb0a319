import type { Fact, JsonObject, Said, Say } from '@pcrm/event-sourcing';
import { BRANCH_KEY } from '@pcrm/contracts';
import type {
  ContactCorrected,
  ContactData,
  ContactRecorded,
  ContactWithdrawn,
  ReportHandedIn,
} from '../contact/contact.events.js';
import type { CadencePolicyApproved } from '../contact/cadence-policy.events.js';
import type * as period from '../contact/period.events.js';
import type { DutyWaived, LeaveCancelled, LeaveTaken } from '../contact/waiver.events.js';
import type * as pursuit from '../pursue/pursuit.events.js';

type DataOf<F extends Fact> = F['data'];
const said = (type: string, key: string, data: object): Said => ({ type, version: 1, key, data: data as JsonObject });
const present = (data: object): object =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null && value !== undefined));
const pipeline = 'SIGNING_UPGRADE';

const about = ({ opportunityId, clientId, outletId, staffId }: pursuit.AboutOpportunity): object => ({
  opportunityId,
  clientId,
  outletId,
  staffId,
  pipeline,
});

/** The contact as others may know it: without its free text. */
const contact = (data: ContactData, withdrawn?: true): Said => {
  const { note: _note, nextStep: _step, durationMinutes: _minutes, ...told } = data;
  const { reason: _reason, ...rest } = told as typeof told & { reason?: unknown };
  return said('ContactLogged', data.clientId, present({ ...rest, withdrawn }));
};
const leave = ({ leaveId, staffId, from, to, at }: DataOf<LeaveCancelled>, cancelled?: true): Said =>
  said('LeaveRecorded', staffId, present({ leaveId, staffId, from, to, cancelled, recordedAt: at }));

/** Everybody whose client it was, where it was not always the last of them. */
function heldBy(last: string, worth: readonly period.Stretch[]): { readonly heldBy?: readonly string[] } {
  const holders = [...new Set(worth.flatMap(({ staffId }) => staffId ?? []))];
  return holders.some((staffId) => staffId !== last) ? { heldBy: holders } : {};
}

/** What engagement says about its facts; notes and reasons stay here. */
export const publishEngagementEvents: Say = {
  OpportunityOpened: ({ targetTier, currentTier, openedAt, ...data }: DataOf<pursuit.OpportunityOpened>) =>
    said('OpportunityOpened', data.clientId, { ...about(data), targetTier, currentTier, openedAt }),
  OpportunityStepped: ({ from, to, targetTier, at: advancedAt, ...data }: DataOf<pursuit.OpportunityStepped>) =>
    said('OpportunityAdvanced', data.clientId, { ...about(data), from, to, targetTier, advancedAt }),
  OpportunityChanged: ({
    targetTier,
    onHold,
    nextStepOn,
    at: changedAt,
    ...data
  }: DataOf<pursuit.OpportunityChanged>) =>
    said('OpportunityChanged', data.clientId, { ...about(data), targetTier, onHold, nextStepOn, changedAt }),
  OpportunitySigned: ({ tier, at: wonAt, ...data }: DataOf<pursuit.OpportunitySigned>) =>
    said('OpportunityWon', data.clientId, { ...about(data), tier, wonAt }),
  OpportunityTerminated: ({ reasonCode, on: lostOn, at: lostAt, ...data }: DataOf<pursuit.OpportunityTerminated>) =>
    said('OpportunityLost', data.clientId, { ...about(data), reasonCode, lostOn, lostAt }),

  ContactRecorded: (data: DataOf<ContactRecorded>) => contact(data),
  ContactCorrected: (data: DataOf<ContactCorrected>) => contact(data),
  ContactWithdrawn: (data: DataOf<ContactWithdrawn>) => contact(data, true),
  ReportHandedIn: ({ contactId, clientId, staffId, opportunityId, contactAt, submittedAt }: DataOf<ReportHandedIn>) =>
    said('ReportSubmitted', clientId, present({ contactId, clientId, staffId, opportunityId, contactAt, submittedAt })),

  CadencePolicyApproved: ({ policy: { version, effectiveFrom, ...numbers } }: DataOf<CadencePolicyApproved>) =>
    said('CadencePolicyAdopted', BRANCH_KEY, { version, effectiveFrom, numbers }),
  DutyWaived: ({ clientId, rule, period: month, at }: DataOf<DutyWaived>) =>
    said('ContactDutyWaived', clientId, { clientId, rule, period: month, waivedAt: at }),
  LeaveTaken: (data: DataOf<LeaveTaken>) => leave(data),
  LeaveCancelled: (data: DataOf<LeaveCancelled>) => leave(data, true),

  ContactMonthEnded: ({ last: _last, ...data }: DataOf<period.ContactMonthEnded>) =>
    said('ContactMonthEnded', data.clientId, data),
  ContactHoldersNamed: (data: DataOf<period.ContactHoldersNamed>) => said('ContactMonthEnded', data.clientId, data),
  ContactWeekEnded: (data: DataOf<period.ContactWeekEnded>) => said('ContactWeekEnded', data.staffId, data),
  ContactPeriodClosed: (data: DataOf<period.ContactPeriodClosed>) => {
    const { waived: _waived, worth, contacts: _contacts, ...told } = data;
    return said('ContactPeriodClosed', data.clientId, { ...told, ...heldBy(told.staffId, worth) });
  },
  WeeklyTargetClosed: ({ clients, policyVersion: _version, ...told }: DataOf<period.WeeklyTargetClosed>) =>
    said('WeeklyTargetClosed', told.staffId, { ...told, clients: clients.length }),
};
