import { IsBoolean, IsIn, IsString } from 'class-validator';
import { defineMessage } from '../define-message.js';
import { IsBusinessDate, IsCode, IsOptional, IsUUID, OrNull } from '../fields.js';
import { STAFF_ROLES, type StaffRole } from '../vocabulary/people.js';
import { AVERAGE_BANDS, TIERS, type AverageBand, type Tier } from '../vocabulary/tier.js';

/** 客户分配: this member of staff is now the client's one maintainer 主管户 (A1, A3, A8), as of `from`. */
export class ClientAssigned {
  @IsUUID() clientId!: string;
  @IsCode() outletId!: string;
  @IsCode() staffId!: string;
  @IsIn(STAFF_ROLES) role!: StaffRole;
  /** Tier as the book knew it; null for an unsigned potential client. */
  @OrNull() @IsIn(TIERS) tier!: Tier | null;
  /** What the client may be raised to; null when nothing is pending. */
  @OrNull() @IsIn(TIERS) targetTier!: Tier | null;
  @IsBusinessDate() from!: string;
  /** Allowed above capacity by the head's written reason (kept in the book). */
  @IsBoolean() overridden!: boolean;
}
export const clientAssigned = defineMessage({
  type: 'ClientAssigned',
  source: 'allocation',
  keyedBy: ({ clientId }: ClientAssigned) => clientId,
  data: ClientAssigned,
});

/** 客户调整 (re-allocation): the maintainer changed, as of `from`; the old one's interval ends there. */
export class ClientReassigned {
  @IsUUID() clientId!: string;
  @IsCode() outletId!: string;
  @IsCode() fromStaffId!: string;
  @IsCode() staffId!: string;
  @IsIn(STAFF_ROLES) role!: StaffRole;
  @OrNull() @IsIn(TIERS) tier!: Tier | null;
  @OrNull() @IsIn(TIERS) targetTier!: Tier | null;
  @IsBusinessDate() from!: string;
  @IsBoolean() overridden!: boolean;
}
export const clientReassigned = defineMessage({
  type: 'ClientReassigned',
  source: 'allocation',
  keyedBy: ({ clientId }: ClientReassigned) => clientId,
  data: ClientReassigned,
});

/** Nobody maintains the client any more: follow-up ended, no tier left, or moved to another outlet. */
export class ClientReleased {
  @IsUUID() clientId!: string;
  @IsCode() outletId!: string;
  @IsCode() staffId!: string;
  @IsString() reasonCode!: string;
  @IsBusinessDate() from!: string;
}
export const clientReleased = defineMessage({
  type: 'ClientReleased',
  source: 'allocation',
  keyedBy: ({ clientId }: ClientReleased) => clientId,
  data: ClientReleased,
});

/** 财富顾问 or 理财顾问 supports the client beside the maintainer (A5, A6). */
export class AdviserAttached {
  @IsUUID() clientId!: string;
  @IsCode() outletId!: string;
  @IsCode() staffId!: string;
  @IsIn(['wealthAdviser', 'financialAdviser']) role!: 'wealthAdviser' | 'financialAdviser';
  @IsBusinessDate() from!: string;
}
export const adviserAttached = defineMessage({
  type: 'AdviserAttached',
  source: 'allocation',
  keyedBy: ({ clientId }: AdviserAttached) => clientId,
  data: AdviserAttached,
});

/** The adviser no longer supports the client. */
export class AdviserDetached {
  @IsUUID() clientId!: string;
  @IsCode() outletId!: string;
  @IsCode() staffId!: string;
  @IsBusinessDate() from!: string;
}
export const adviserDetached = defineMessage({
  type: 'AdviserDetached',
  source: 'allocation',
  keyedBy: ({ clientId }: AdviserDetached) => clientId,
  data: AdviserDetached,
});

/** The maintainer no longer fits: a potential held by a lobby manager or teller (A3), or a gold client out of the band (A8). `settled`: no longer needed. */
export class ReassignmentProposed {
  @IsUUID() clientId!: string;
  @IsCode() outletId!: string;
  @IsCode() staffId!: string;
  @IsString() reasonCode!: string;
  @IsBusinessDate() on!: string;
  @IsOptional() @IsBoolean() settled?: boolean;
}
export const reassignmentProposed = defineMessage({
  type: 'ReassignmentProposed',
  source: 'allocation',
  keyedBy: ({ clientId }: ReassignmentProposed) => clientId,
  data: ReassignmentProposed,
});

/** The client moved to another outlet: released there first, admitted here after that. What was known of them goes along. */
export class ClientTransferred {
  @IsUUID() clientId!: string;
  @IsCode() fromOutletId!: string;
  @IsCode() toOutletId!: string;
  @OrNull() @IsIn(TIERS) tier!: Tier | null;
  @OrNull() @IsIn(TIERS) targetTier!: Tier | null;
  @OrNull() @IsIn(['reached', 'judged']) basis!: 'reached' | 'judged' | null;
  @OrNull() @IsIn(AVERAGE_BANDS) band!: AverageBand | null;
  @IsBusinessDate() on!: string;
}
export const clientTransferred = defineMessage({
  type: 'ClientTransferred',
  source: 'allocation',
  keyedBy: ({ clientId }: ClientTransferred) => clientId,
  data: ClientTransferred,
});
