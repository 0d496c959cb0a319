import type { Decide } from '@pcrm/event-sourcing';
import { aboutOf, type Pursuit } from '../pursuit.js';
import type { PursuitFact } from '../pursuit.events.js';

export type EndFollowUp = {
  readonly clientId: string;
  readonly reasonCode: string;
  readonly on: string;
  /** Inclusive; null when there is no cool-off, as after an erasure. */
  readonly coolOffUntil: string | null;
  readonly at: string;
};

/** 终止跟进 (P4): nothing is pending during the cool-off, and an opportunity still open ends with the reason. */
export const endFollowUp: Decide<EndFollowUp, Pursuit, PursuitFact> = (command, state) => {
  const { clientId, reasonCode, on, coolOffUntil, at } = command;
  const settled = !state.open && !state.potential && state.coolOffUntil === (coolOffUntil ?? undefined);
  if (settled) return [];
  const cleared: PursuitFact = { type: 'PotentialCleared', data: { clientId, reasonCode, coolOffUntil, at } };
  if (!state.open) return [cleared];
  const ended = { ...aboutOf(state.open), from: state.open.stage, reasonCode, reason: null, on, at };
  return [{ type: 'OpportunityTerminated', data: ended }, cleared];
};
