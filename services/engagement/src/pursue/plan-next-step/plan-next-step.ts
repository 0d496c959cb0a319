import { Refusal, type Decide } from '@pcrm/event-sourcing';
import { toShanghaiDate } from '@pcrm/contracts';
import { changed, openOne, type Pursuit } from '../pursuit.js';
import type { OpportunityChanged } from '../pursuit.events.js';

/** `on` null takes the plan back. `note` is free text and sealed. */
export type PlanNextStep = {
  readonly opportunityId: string;
  readonly on: string | null;
  readonly note?: string | undefined;
  readonly at: string;
};

/** P1: the next step of the invitation plan 邀约见面计划, on a date from today on. */
export const planNextStep: Decide<PlanNextStep, Pursuit, OpportunityChanged> = (
  { opportunityId, on, note, at },
  state,
) => {
  const open = openOne(state, opportunityId);
  if (on !== null && on < toShanghaiDate(at)) throw new Refusal('opportunity.next-step-in-past', { on });
  if (on === open.nextStepOn && !note) return [];
  return [changed(open, { nextStepOn: on }, { cause: 'nextStep', reason: note ?? null, at })];
};
