import type { Fact, Schemas } from '@pcrm/event-sourcing';
import type { SigningStage, StaffRole, Tier } from '@pcrm/contracts';

/** What every fact about one opportunity names, so that it can be said without a look into the past. */
export type AboutOpportunity = {
  readonly opportunityId: string;
  readonly clientId: string;
  readonly outletId: string;
  readonly staffId: string;
};

/** Who maintains the client was heard from `allocation`; `staffId` null: nobody. */
export type MaintainerNoted = Fact<
  'MaintainerNoted',
  { clientId: string; outletId: string; staffId: string | null; role: StaffRole | null; from: string; at: string }
>;
/** What the client may be raised to was heard from `clients` (A2). */
export type PotentialNoted = Fact<
  'PotentialNoted',
  { clientId: string; targetTier: Tier; currentTier: Tier | null; markedOn: string; at: string }
>;
/** Nothing is pending any more: withdrawn, signed, or follow-up ended until after `coolOffUntil`. */
export type PotentialCleared = Fact<
  'PotentialCleared',
  { clientId: string; reasonCode: string; coolOffUntil: string | null; at: string }
>;
/** 商机 opened at ALLOCATED with the client's manager (P1). */
export type OpportunityOpened = Fact<
  'OpportunityOpened',
  AboutOpportunity & { targetTier: Tier; currentTier: Tier | null; openedAt: string }
>;
/** A step along the pipeline; back, or open again, only with a reason. `reason` is free text and sealed. */
export type OpportunityStepped = Fact<
  'OpportunityStepped',
  AboutOpportunity & { from: SigningStage; to: SigningStage; targetTier: Tier; reason: string | null; at: string }
>;
/** Manager, target, ON_HOLD or next step changed; the stage stays. */
export type OpportunityChanged = Fact<
  'OpportunityChanged',
  AboutOpportunity & {
    cause: 'followed' | 'raised' | 'held' | 'resumed' | 'nextStep';
    targetTier: Tier;
    onHold: boolean;
    nextStepOn: string | null;
    reason: string | null;
    at: string;
  }
>;
/** `clients` was asked to sign and said no; the stage stays SIGNING and it may be asked again. */
export type SigningRefusalNoted = Fact<
  'SigningRefusalNoted',
  { clientId: string; opportunityId: string; code: string; at: string }
>;
/** SIGNED 已签约: `clients` said ClientUpgraded. */
export type OpportunitySigned = Fact<'OpportunitySigned', AboutOpportunity & { tier: Tier; at: string }>;
/** TERMINATED 终止跟进 (P4). `reason` is free text and sealed. */
export type OpportunityTerminated = Fact<
  'OpportunityTerminated',
  AboutOpportunity & { from: SigningStage; reasonCode: string; reason: string | null; on: string; at: string }
>;

export type PursuitFact =
  | MaintainerNoted
  | PotentialNoted
  | PotentialCleared
  | OpportunityOpened
  | OpportunityStepped
  | OpportunityChanged
  | SigningRefusalNoted
  | OpportunitySigned
  | OpportunityTerminated;

const freeText = { personal: { subject: 'clientId', profile: ['reason'] } };
export const pursuitSchemas: Schemas<PursuitFact['type']> = {
  OpportunityStepped: freeText,
  OpportunityChanged: freeText,
  OpportunityTerminated: freeText,
};
