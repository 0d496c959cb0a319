import type { StaffRole } from '@pcrm/contracts';
import type { Fact } from '@pcrm/event-sourcing';

/** What a member of staff is: where, as what, and how much they carry (A4: capacity factor in percent, 50–150). */
export type Post = { readonly outletId: string | null; readonly role: StaffRole; readonly capacityPercent: number };

/** 员工 joined the branch. */
export type StaffJoined = Fact<
  'StaffJoined',
  Post & { readonly staffId: string; readonly name: string; readonly joinedOn: string }
>;
/** 员工 has another role, outlet or capacity factor from a business date on. */
export type StaffRoleChanged = Fact<
  'StaffRoleChanged',
  Post & { readonly staffId: string; readonly changedOn: string }
>;
/** 员工 left the branch; their book waits for re-assignment. */
export type StaffDeparted = Fact<'StaffDeparted', { readonly staffId: string; readonly departedOn: string }>;

export type StaffMemberEvent = StaffJoined | StaffRoleChanged | StaffDeparted;
