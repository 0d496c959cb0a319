import { Refusal, type Decide } from '@pcrm/event-sourcing';
import type { CadencePolicy } from '../cadence-policy.js';
import { standing, type ContactState } from '../contact.js';
import type { ReportHandedIn, ReportText } from '../contact.events.js';
import { handedIn } from '../handed-in.js';
import { checkItsOpportunity, type ItsOpportunity } from '../its-opportunity.js';

export type SubmitReport = ItsOpportunity & {
  readonly report: ReportText;
  /** Names the opportunity where the contact did not. */
  readonly opportunityId?: string | undefined;
  readonly policy: CadencePolicy;
  readonly at: string;
};

/** 沟通报告 after a reached contact (D6, P5): handed in once, late after the policy's hours, which is said and not refused. */
export const submitReport: Decide<SubmitReport, ContactState, ReportHandedIn> = (command, state) => {
  const { report, opportunityId, policy, at } = command;
  const logged = standing(state);
  checkItsOpportunity(command);
  if (!logged.reached) throw new Refusal('report.nobody-reached', { rule: 'D6' });
  if (state.reportedAt) throw new Refusal('report.already-submitted');
  return [handedIn({ ...logged, opportunityId: opportunityId ?? logged.opportunityId }, report, { at, policy })];
};
