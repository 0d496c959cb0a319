import { IsBoolean, IsIn, IsInt, IsObject, IsString, Min } from 'class-validator';
import { BRANCH_KEY, defineMessage } from '../define-message.js';
import { IsBusinessDate, IsCode, IsFen, IsInstant, IsOptional, IsUUID, OrNull } from '../fields.js';
import { AVERAGE_BANDS, TIERS, type AverageBand, type Tier } from '../vocabulary/tier.js';

/** A2a: the average reached a standard; A2b: somebody judged so. */
export type PotentialBasis = 'reached' | 'judged';

/** 潜在贵宾客户 (A2): `reached` = in-bank assets reach the standard but not upgraded yet (a); `judged` = not there yet but with potential (b). Again with a higher `targetTier` when more is reached. */
export class ClientMarkedPotential {
  @IsUUID() clientId!: string;
  @IsCode() outletId!: string;
  @IsIn(['reached', 'judged']) basis!: PotentialBasis;
  @IsIn(TIERS) targetTier!: Tier;
  /** Tier held now; null when none is signed. */
  @OrNull() @IsIn(TIERS) currentTier!: Tier | null;
  @IsFen() averageFen!: number;
  @IsBusinessDate() markedOn!: string;
}
export const clientMarkedPotential = defineMessage({
  type: 'ClientMarkedPotential',
  source: 'clients',
  keyedBy: ({ clientId }: ClientMarkedPotential) => clientId,
  data: ClientMarkedPotential,
});

/** A potential client fell below the standard before signing, or the mark was taken back. */
export class PotentialWithdrawn {
  @IsUUID() clientId!: string;
  @IsBusinessDate() withdrawnOn!: string;
  @IsString() reasonCode!: string;
}
export const potentialWithdrawn = defineMessage({
  type: 'PotentialWithdrawn',
  source: 'clients',
  keyedBy: ({ clientId }: PotentialWithdrawn) => clientId,
  data: PotentialWithdrawn,
});

/** A client rose to a tier by signing (P3, P5). `from` null: signed for the first time. */
export class ClientUpgraded {
  @IsUUID() clientId!: string;
  @IsCode() outletId!: string;
  @OrNull() @IsIn(TIERS) from!: Tier | null;
  @IsIn(TIERS) to!: Tier;
  @IsBusinessDate() upgradedOn!: string;
  /** The opportunity that led to it, when one did. */
  @IsOptional() @IsUUID() opportunityId?: string;
}
export const clientUpgraded = defineMessage({
  type: 'ClientUpgraded',
  source: 'clients',
  keyedBy: ({ clientId }: ClientUpgraded) => clientId,
  data: ClientUpgraded,
});

/** Signing was asked for and the rules say no: the opportunity shows the code. */
export class SigningRefused {
  @IsUUID() clientId!: string;
  @IsUUID() opportunityId!: string;
  @IsString() code!: string;
  @IsInstant() refusedAt!: string;
}
export const signingRefused = defineMessage({
  type: 'SigningRefused',
  source: 'clients',
  keyedBy: ({ clientId }: SigningRefused) => clientId,
  data: SigningRefused,
});

/** A client fell after the months of the watch, or by the head's decision. `to` null: no tier any more. */
export class ClientDowngraded {
  @IsUUID() clientId!: string;
  @IsCode() outletId!: string;
  @IsIn(TIERS) from!: Tier;
  @OrNull() @IsIn(TIERS) to!: Tier | null;
  @IsBusinessDate() downgradedOn!: string;
}
export const clientDowngraded = defineMessage({
  type: 'ClientDowngraded',
  source: 'clients',
  keyedBy: ({ clientId }: ClientDowngraded) => clientId,
  data: ClientDowngraded,
});

/** 等级观察 began: the month-end average is below the standard of the tier held. */
export class TierWatchStarted {
  @IsUUID() clientId!: string;
  @IsIn(TIERS) tier!: Tier;
  @IsBusinessDate() monthEnd!: string;
  @IsFen() averageFen!: number;
}
export const tierWatchStarted = defineMessage({
  type: 'TierWatchStarted',
  source: 'clients',
  keyedBy: ({ clientId }: TierWatchStarted) => clientId,
  data: TierWatchStarted,
});

/** The watch ended without a fall: a compliant month, a correction, or the head's override. */
export class TierWatchCleared {
  @IsUUID() clientId!: string;
  @IsIn(TIERS) tier!: Tier;
  @IsBusinessDate() clearedOn!: string;
}
export const tierWatchCleared = defineMessage({
  type: 'TierWatchCleared',
  source: 'clients',
  keyedBy: ({ clientId }: TierWatchCleared) => clientId,
  data: TierWatchCleared,
});

/** 大额变动: ≥ 50 000 yuan or ≥ 20 % of the balance in a day. `retracted`: a correction undid it. */
export class LargeMovementDetected {
  @IsUUID() clientId!: string;
  @IsBusinessDate() businessDate!: string;
  /** Signed: negative is an outflow. */
  @IsFen() deltaFen!: number;
  @IsFen() totalFen!: number;
  @IsOptional() @IsBoolean() retracted?: boolean;
}
export const largeMovementDetected = defineMessage({
  type: 'LargeMovementDetected',
  source: 'clients',
  keyedBy: ({ clientId }: LargeMovementDetected) => clientId,
  data: LargeMovementDetected,
});

/** If balances stay, the average reaches or loses this tier's threshold on `on`; null: not foreseen any more. */
export class AverageCrossingForecast {
  @IsUUID() clientId!: string;
  @IsIn(TIERS) tier!: Tier;
  @IsIn(['reach', 'lose']) direction!: 'reach' | 'lose';
  @OrNull() @IsBusinessDate() on!: string | null;
  @IsBusinessDate() asOf!: string;
}
export const averageCrossingForecast = defineMessage({
  type: 'AverageCrossingForecast',
  source: 'clients',
  keyedBy: ({ clientId }: AverageCrossingForecast) => clientId,
  data: AverageCrossingForecast,
});

/** The annual daily average 年日均 moved into another band (A8 reads it). */
export class AverageBandChanged {
  @IsUUID() clientId!: string;
  @IsCode() outletId!: string;
  @IsIn(AVERAGE_BANDS) band!: AverageBand;
  @IsFen() averageFen!: number;
  @IsBusinessDate() asOf!: string;
}
export const averageBandChanged = defineMessage({
  type: 'AverageBandChanged',
  source: 'clients',
  keyedBy: ({ clientId }: AverageBandChanged) => clientId,
  data: AverageBandChanged,
});

/** 营业日已结: averages and tiers are evaluated as of this date. Keyed by the constant branch key. */
export class BusinessDateClosed {
  @IsBusinessDate() businessDate!: string;
  @IsInt() @Min(0) clients!: number;
}
export const businessDateClosed = defineMessage({
  type: 'BusinessDateClosed',
  source: 'clients',
  keyedBy: () => BRANCH_KEY,
  data: BusinessDateClosed,
});

/** A version of the tier policy 等级政策 is in force from a business date on; `thresholdsFen` null: the tier is off. Keyed by the branch. */
export class TierPolicyAdopted {
  @IsInt() @Min(1) version!: number;
  @IsBusinessDate() effectiveFrom!: string;
  @IsObject() thresholdsFen!: { readonly [T in Tier]: number | null };
  @IsString() window!: string;
  @IsObject() watchMonths!: { readonly [T in Tier]: number };
  @IsObject() largeMovement!: { readonly amountFen: number; readonly percent: number };
  @IsInt() @Min(0) coolOffDays!: number;
  @IsInt() @Min(0) forecastDays!: number;
}
export const tierPolicyAdopted = defineMessage({
  type: 'TierPolicyAdopted',
  source: 'clients',
  keyedBy: () => BRANCH_KEY,
  data: TierPolicyAdopted,
});
