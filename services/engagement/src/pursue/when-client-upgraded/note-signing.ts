import type { Decide } from '@pcrm/event-sourcing';
import { rank, type Tier } from '@pcrm/contracts';
import { aboutOf, type Pursuit } from '../pursuit.js';
import type { PursuitFact, SigningRefusalNoted } from '../pursuit.events.js';

export type NoteUpgrade = { readonly clientId: string; readonly to: Tier; readonly at: string };

/** P3, P5: the client signed. The open opportunity is SIGNED when its target is reached; a lower tier leaves it open. */
export const noteUpgrade: Decide<NoteUpgrade, Pursuit, PursuitFact> = ({ clientId, to, at }, { open, potential }) => {
  if (open) {
    const reached = rank(to) >= rank(open.targetTier);
    return reached ? [{ type: 'OpportunitySigned', data: { ...aboutOf(open), tier: to, at } }] : [];
  }
  if (!potential || rank(to) < rank(potential.targetTier)) return [];
  return [{ type: 'PotentialCleared', data: { clientId, reasonCode: 'signed', coolOffUntil: null, at } }];
};

export type NoteSigningRefused = {
  readonly clientId: string;
  readonly opportunityId: string;
  readonly code: string;
  readonly at: string;
};

/** `clients` said no: the code is shown, the stage stays SIGNING, and SIGNING may be asked for again. */
export const noteSigningRefused: Decide<NoteSigningRefused, Pursuit, SigningRefusalNoted> = (command, { open }) => {
  const asked = open?.opportunityId === command.opportunityId && open.stage === 'SIGNING';
  if (!asked || open.refused === command.code) return [];
  return [{ type: 'SigningRefusalNoted', data: { ...command } }];
};
