import { Refusal, type Decide } from '@pcrm/event-sourcing';
import type { CadencePolicy } from '../cadence-policy.js';
import { standing, type ContactState } from '../contact.js';
import type { ReportHandedIn, ReportText } from '../contact.events.js';
import { handedIn } from '../handed-in.js';

export type SubmitReport = {
  readonly report: ReportText;
  /** Names the opportunity where the contact did not. */
  readonly opportunityId?: string | undefined;
  readonly policy: CadencePolicy;
  readonly at: string;
};

/** 沟通报告 after a reached contact (D6, P5): handed in once, late after the policy's hours, which is said and not refused. */
export const submitReport: Decide<SubmitReport, ContactState, ReportHandedIn> = (
  { report, opportunityId, policy, at },
  state,
) => {
  const logged = standing(state);
  if (!logged.reached) throw new Refusal('report.nobody-reached', { rule: 'D6' });
  if (state.reportedAt) throw new Refusal('report.already-submitted');
  return [handedIn({ ...logged, opportunityId: opportunityId ?? logged.opportunityId }, report, { at, policy })];
};
