import { Refusal, type Aggregate } from '@pcrm/event-sourcing';
import type { SigningStage, StaffRole, Tier } from '@pcrm/contracts';
import {
  pursuitSchemas,
  type AboutOpportunity,
  type OpportunityChanged,
  type OpportunityOpened,
  type PursuitFact,
} from './pursuit.events.js';

/** One signing opportunity 商机 as it stands. */
export type Opportunity = AboutOpportunity & {
  readonly targetTier: Tier;
  readonly currentTier: Tier | null;
  readonly stage: SigningStage;
  readonly onHold: boolean;
  readonly nextStepOn: string | null;
  /** Code of the last refusal to sign; undefined after the next step. */
  readonly refused?: string | undefined;
};

/** The pursuit 跟进 of one client: who maintains them, what they may become, and the one opportunity that may be open. */
export type Pursuit = {
  maintainer?: { staffId: string; outletId: string; role: StaffRole; at: string } | undefined;
  potential?: { targetTier: Tier; currentTier: Tier | null; markedOn: string; at: string } | undefined;
  open?: Opportunity | undefined;
  /** The last one that ended without signing: it may be opened again. */
  lost?: Opportunity | undefined;
  coolOffUntil?: string | undefined;
};

/** One stream per client, so that "one open opportunity" holds. Maintainer and potential come from two services, in any order. */
export const pursuit: Aggregate<Pursuit, PursuitFact> = {
  name: 'pursuit',
  initial: () => ({}),
  schemas: pursuitSchemas,
  evolve(state, fact) {
    switch (fact.type) {
      case 'MaintainerNoted': {
        const { staffId, outletId, role, at } = fact.data;
        return { ...state, maintainer: staffId && role ? { staffId, outletId, role, at } : undefined };
      }
      case 'PotentialNoted': {
        const { targetTier, currentTier, markedOn, at } = fact.data;
        return { ...state, potential: { targetTier, currentTier, markedOn, at }, coolOffUntil: undefined };
      }
      case 'PotentialCleared':
        return { ...state, potential: undefined, coolOffUntil: fact.data.coolOffUntil ?? undefined };
      default:
        return evolveOpportunity(state, fact);
    }
  },
};

type OpportunityFact = Exclude<PursuitFact, { type: 'MaintainerNoted' | 'PotentialNoted' | 'PotentialCleared' }>;

function evolveOpportunity(state: Pursuit, fact: OpportunityFact): Pursuit {
  switch (fact.type) {
    case 'OpportunityOpened':
      return { ...state, lost: undefined, open: openedBy(fact.data) };
    case 'OpportunityStepped': {
      const { outletId, staffId, to: stage } = fact.data;
      return { ...changing(state, { outletId, staffId, stage, refused: undefined }), lost: undefined };
    }
    case 'OpportunityChanged': {
      const { outletId, staffId, targetTier, onHold, nextStepOn } = fact.data;
      return changing(state, { outletId, staffId, targetTier, onHold, nextStepOn });
    }
    case 'SigningRefusalNoted':
      return changing(state, { refused: fact.data.code });
    case 'OpportunitySigned':
      return { ...state, open: undefined, potential: undefined };
    case 'OpportunityTerminated':
      return { ...state, open: undefined, potential: undefined, lost: state.open && { ...state.open, onHold: false } };
  }
}

const openedBy = ({ openedAt: _at, ...about }: OpportunityOpened['data']): Opportunity => ({
  ...about,
  stage: 'ALLOCATED',
  onHold: false,
  nextStepOn: null,
});

/** Changes the open opportunity, or the lost one that is opened again. */
function changing(state: Pursuit, change: Partial<Opportunity>): Pursuit {
  const stood = state.open ?? state.lost;
  return { ...state, open: stood && { ...stood, ...change } };
}

export const aboutOf = ({ opportunityId, clientId, outletId, staffId }: AboutOpportunity): AboutOpportunity => ({
  opportunityId,
  clientId,
  outletId,
  staffId,
});

/** The open opportunity of this id; refuses when it is not, or no longer, open. */
export function openOne(state: Pursuit, opportunityId: string): Opportunity {
  if (state.open?.opportunityId !== opportunityId) throw new Refusal('opportunity.not-open');
  return state.open;
}

type Change = Partial<Pick<Opportunity, 'outletId' | 'staffId' | 'targetTier' | 'onHold' | 'nextStepOn'>>;

/** The fact that an open opportunity changed while its stage stays. */
export function changed(
  stood: Opportunity,
  change: Change,
  why: { cause: OpportunityChanged['data']['cause']; reason?: string | null; at: string },
): OpportunityChanged {
  const { targetTier, onHold, nextStepOn, ...rest } = { ...stood, ...change };
  return {
    type: 'OpportunityChanged',
    data: {
      ...aboutOf(rest),
      targetTier,
      onHold,
      nextStepOn,
      cause: why.cause,
      reason: why.reason ?? null,
      at: why.at,
    },
  };
}
