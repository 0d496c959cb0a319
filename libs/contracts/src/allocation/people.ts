import { IsIn, IsInt, IsString, Max, Min } from 'class-validator';
import { defineMessage } from '../define-message.js';
import { IsBusinessDate, IsCode, IsOptional, IsText } from '../fields.js';
import { STAFF_ROLES, type StaffRole } from '../vocabulary/people.js';

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
