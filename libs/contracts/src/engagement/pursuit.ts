import { IsBoolean, IsIn, IsString } from 'class-validator';
import { defineMessage } from '../define-message.js';
import { IsBusinessDate, IsCode, IsInstant, IsOptional, IsUUID, OrNull } from '../fields.js';
import { PIPELINES, SIGNING_STAGES, type Pipeline, type SigningStage } from '../vocabulary/pursuit.js';
import { TIERS, type Tier } from '../vocabulary/tier.js';

/** 商机 opened with its client manager, at ALLOCATED. One open signing opportunity per client. Keyed by clientId, like all of them. */
export class OpportunityOpened {
  @IsUUID() opportunityId!: string;
  @IsUUID() clientId!: string;
  @IsCode() outletId!: string;
  @IsCode() staffId!: string;
  @IsIn(PIPELINES) pipeline!: Pipeline;
  @IsIn(TIERS) targetTier!: Tier;
  @OrNull() @IsIn(TIERS) currentTier!: Tier | null;
  @IsInstant() openedAt!: string;
}
export const opportunityOpened = defineMessage({
  type: 'OpportunityOpened',
  source: 'engagement',
  keyedBy: ({ clientId }: OpportunityOpened) => clientId,
  data: OpportunityOpened,
});

/** A step forward, or back with a reason; ON_HOLD and its end keep the stage. SIGNING asks `clients` to sign. */
export class OpportunityAdvanced {
  @IsUUID() opportunityId!: string;
  @IsUUID() clientId!: string;
  @IsCode() outletId!: string;
  @IsCode() staffId!: string;
  @IsIn(PIPELINES) pipeline!: Pipeline;
  @IsIn(SIGNING_STAGES) from!: SigningStage;
  @IsIn(SIGNING_STAGES) to!: SigningStage;
  @IsIn(TIERS) targetTier!: Tier;
  @IsInstant() advancedAt!: string;
}
export const opportunityAdvanced = defineMessage({
  type: 'OpportunityAdvanced',
  source: 'engagement',
  keyedBy: ({ clientId }: OpportunityAdvanced) => clientId,
  data: OpportunityAdvanced,
});

/** Something about an open opportunity changed while its stage stays: its manager after a re-assignment, its target, ON_HOLD, the next step. All of it as it is now. */
export class OpportunityChanged {
  @IsUUID() opportunityId!: string;
  @IsUUID() clientId!: string;
  @IsCode() outletId!: string;
  @IsCode() staffId!: string;
  @IsIn(PIPELINES) pipeline!: Pipeline;
  @IsIn(TIERS) targetTier!: Tier;
  @IsBoolean() onHold!: boolean;
  /** Next step planned for this date; null when none is. */
  @OrNull() @IsBusinessDate() nextStepOn!: string | null;
  @IsInstant() changedAt!: string;
}
export const opportunityChanged = defineMessage({
  type: 'OpportunityChanged',
  source: 'engagement',
  keyedBy: ({ clientId }: OpportunityChanged) => clientId,
  data: OpportunityChanged,
});

/** The client signed: SIGNED 已签约. */
export class OpportunityWon {
  @IsUUID() opportunityId!: string;
  @IsUUID() clientId!: string;
  @IsCode() outletId!: string;
  @IsCode() staffId!: string;
  @IsIn(PIPELINES) pipeline!: Pipeline;
  @IsIn(TIERS) tier!: Tier;
  @IsInstant() wonAt!: string;
}
export const opportunityWon = defineMessage({
  type: 'OpportunityWon',
  source: 'engagement',
  keyedBy: ({ clientId }: OpportunityWon) => clientId,
  data: OpportunityWon,
});

/** Ended without signing: TERMINATED 终止跟进. `declined` (the client does not want to) ends follow-up in `clients` (P4); other codes do not. */
export class OpportunityLost {
  @IsUUID() opportunityId!: string;
  @IsUUID() clientId!: string;
  @IsCode() outletId!: string;
  @IsCode() staffId!: string;
  @IsIn(PIPELINES) pipeline!: Pipeline;
  @IsString() reasonCode!: string;
  @IsBusinessDate() lostOn!: string;
  @IsInstant() lostAt!: string;
}
export const opportunityLost = defineMessage({
  type: 'OpportunityLost',
  source: 'engagement',
  keyedBy: ({ clientId }: OpportunityLost) => clientId,
  data: OpportunityLost,
});

/** 沟通报告 handed in for a contact. */
export class ReportSubmitted {
  @IsUUID() contactId!: string;
  @IsUUID() clientId!: string;
  @IsCode() staffId!: string;
  @IsOptional() @IsUUID() opportunityId?: string;
  @IsInstant() contactAt!: string;
  @IsInstant() submittedAt!: string;
}
export const reportSubmitted = defineMessage({
  type: 'ReportSubmitted',
  source: 'engagement',
  keyedBy: ({ clientId }: ReportSubmitted) => clientId,
  data: ReportSubmitted,
});
