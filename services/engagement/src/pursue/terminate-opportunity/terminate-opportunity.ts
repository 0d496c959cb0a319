import { Refusal, type Decide } from '@pcrm/event-sourcing';
import { toShanghaiDate, type OpportunityEnd } from '@pcrm/contracts';
import { aboutOf, openOne, type Pursuit } from '../pursuit.js';
import type { OpportunityTerminated } from '../pursuit.events.js';

/** Why a person ends an opportunity: 不愿意 · 联系不上 · 已搬离 · 其他 (with text). */
export const TERMINATION_REASONS = [
  'declined',
  'unreachable',
  'moved-away',
  'other',
] as const satisfies readonly OpportunityEnd[];
export type TerminationReason = (typeof TERMINATION_REASONS)[number];
export type TerminateOpportunity = {
  readonly opportunityId: string;
  readonly reasonCode: TerminationReason;
  readonly reason?: string | undefined;
  readonly at: string;
};

/** P4: ends the opportunity with its reason. `declined` makes `clients` end the follow-up and begin the cool-off. */
export const terminateOpportunity: Decide<TerminateOpportunity, Pursuit, OpportunityTerminated> = (command, state) => {
  const { opportunityId, reasonCode, reason, at } = command;
  if (!state.open && state.lost?.opportunityId === opportunityId) return [];
  const open = openOne(state, opportunityId);
  if (reasonCode === 'other' && !reason) throw new Refusal('opportunity.reason-missing');
  return [
    {
      type: 'OpportunityTerminated',
      data: { ...aboutOf(open), from: open.stage, reasonCode, reason: reason ?? null, on: toShanghaiDate(at), at },
    },
  ];
};
