import { Type } from 'class-transformer';
import { IsArray, IsDefined, IsIn, IsInt, IsString, Max, Min, ValidateNested } from 'class-validator';
import { BRANCH_KEY, defineMessage } from '../define-message.js';
import { IsBusinessDate, IsCode, IsOptional, IsText } from '../fields.js';
import { STAFF_ROLES, type StaffRole } from '../vocabulary/people.js';
import { AVERAGE_BANDS, TIERS, type AverageBand, type Tier } from '../vocabulary/tier.js';

/** 网点 opened (or renamed: the newest name holds). Keyed by outletId. */
export class OutletOpened {
  @IsCode() outletId!: string;
  @IsText(80) name!: string;
}
export const outletOpened = defineMessage({
  type: 'OutletOpened',
  source: 'allocation',
  keyedBy: ({ outletId }: OutletOpened) => outletId,
  data: OutletOpened,
});

/** A member of staff joined. Keyed by staffId. `outletId` absent for those of the branch (branch manager, analyst, compliance, administrator). */
export class StaffJoined {
  @IsCode() staffId!: string;
  @IsText(40) name!: string;
  @IsOptional() @IsCode() outletId?: string;
  @IsIn(STAFF_ROLES) role!: StaffRole;
  /** 能力系数 in percent, 50–150 (A4). */
  @IsInt() @Min(50) @Max(150) capacityPercent!: number;
  @IsBusinessDate() joinedOn!: string;
}
export const staffJoined = defineMessage({
  type: 'StaffJoined',
  source: 'allocation',
  keyedBy: ({ staffId }: StaffJoined) => staffId,
  data: StaffJoined,
});

/** Role, outlet or capacity factor changed. Keyed by staffId. */
export class StaffRoleChanged {
  @IsCode() staffId!: string;
  @IsOptional() @IsCode() outletId?: string;
  @IsIn(STAFF_ROLES) role!: StaffRole;
  @IsInt() @Min(50) @Max(150) capacityPercent!: number;
  @IsBusinessDate() changedOn!: string;
}
export const staffRoleChanged = defineMessage({
  type: 'StaffRoleChanged',
  source: 'allocation',
  keyedBy: ({ staffId }: StaffRoleChanged) => staffId,
  data: StaffRoleChanged,
});

/** Left the branch. Their book waits for re-assignment. Keyed by staffId. */
export class StaffDeparted {
  @IsCode() staffId!: string;
  @IsBusinessDate() departedOn!: string;
}
export const staffDeparted = defineMessage({
  type: 'StaffDeparted',
  source: 'allocation',
  keyedBy: ({ staffId }: StaffDeparted) => staffId,
  data: StaffDeparted,
});

/** A book is above load 1.00: by the head's written reason, or because tiers rose (A9). Load as exact fraction. Keyed by staffId. */
export class CapacityExceeded {
  @IsCode() staffId!: string;
  @IsCode() outletId!: string;
  /** Load index = numerator / denominator. */
  @IsInt() numerator!: number;
  @IsInt() @Min(1) denominator!: number;
  @IsString() cause!: string;
  @IsBusinessDate() on!: string;
}
export const capacityExceeded = defineMessage({
  type: 'CapacityExceeded',
  source: 'allocation',
  keyedBy: ({ staffId }: CapacityExceeded) => staffId,
  data: CapacityExceeded,
});

/** So many clients of a tier fill one book of a role at capacity factor 1.00 (A5–A8). */
export class RoleCapacity {
  @IsIn(STAFF_ROLES) role!: StaffRole;
  @IsIn(TIERS) tier!: Tier;
  @IsInt() @Min(1) @Max(1000) clients!: number;
}
/** A band of the annual daily average that a role may be allotted (A8). */
export class RoleBand {
  @IsIn(STAFF_ROLES) role!: StaffRole;
  @IsIn(AVERAGE_BANDS) band!: AverageBand;
}
/** The numbers of A4–A9. */
export class CapacityNumbers {
  @IsArray() @ValidateNested({ each: true }) @Type(() => RoleCapacity) maintainers!: RoleCapacity[];
  /** An unsigned potential client loads one part of so many (A4). */
  @IsInt() @Min(1) @Max(1000) potentialClients!: number;
  @IsArray() @ValidateNested({ each: true }) @Type(() => RoleCapacity) advisers!: RoleCapacity[];
  @IsArray() @ValidateNested({ each: true }) @Type(() => RoleBand) bands!: RoleBand[];
}
/** A version of the capacity policy 配比制度 is in force from a date on. Keyed by the branch. */
export class CapacityPolicyAdopted {
  @IsInt() @Min(1) version!: number;
  @IsBusinessDate() effectiveFrom!: string;
  @IsDefined() @ValidateNested() @Type(() => CapacityNumbers) terms!: CapacityNumbers;
}
export const capacityPolicyAdopted = defineMessage({
  type: 'CapacityPolicyAdopted',
  source: 'allocation',
  keyedBy: () => BRANCH_KEY,
  data: CapacityPolicyAdopted,
});
