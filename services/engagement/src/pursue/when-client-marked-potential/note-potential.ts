import type { Decide } from '@pcrm/event-sourcing';
import type { Tier } from '@pcrm/contracts';
import { openWhenDue } from '../open-opportunity.js';
import { aboutOf, pursuit, type Pursuit } from '../pursuit.js';
import type { PotentialNoted, PursuitFact } from '../pursuit.events.js';

export type NotePotential = {
  readonly clientId: string;
  readonly targetTier: Tier;
  readonly currentTier: Tier | null;
  readonly markedOn: string;
  readonly at: string;
};

/** A2: the client may be raised. Opens the opportunity when a client manager maintains them, raises an open one to the higher target. */
export const notePotential: Decide<NotePotential, Pursuit, PursuitFact> = (command, state) => {
  const known = state.potential;
  if (known?.targetTier === command.targetTier && known.markedOn === command.markedOn) return [];
  const noted: PotentialNoted = { type: 'PotentialNoted', data: { ...command } };
  return [noted, ...openWhenDue(command.clientId, pursuit.evolve(state, noted))];
};

export type WithdrawPotential = {
  readonly clientId: string;
  readonly withdrawnOn: string;
  readonly at: string;
};

/** The standard is no longer reached, or the mark was taken back: an open opportunity ends as `potential-withdrawn`. */
export const withdrawPotential: Decide<WithdrawPotential, Pursuit, PursuitFact> = (
  { clientId, withdrawnOn: on, at },
  state,
) => {
  const reasonCode = 'potential-withdrawn';
  const cleared: readonly PursuitFact[] = state.potential
    ? [{ type: 'PotentialCleared', data: { clientId, reasonCode, coolOffUntil: null, at } }]
    : [];
  if (!state.open) return cleared;
  const ended = { ...aboutOf(state.open), from: state.open.stage, reasonCode, reason: null, on, at };
  return [...cleared, { type: 'OpportunityTerminated', data: ended }];
};
