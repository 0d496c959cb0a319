import type { AllocationMessage, StaffRole } from '@pcrm/contracts';
import type { Projection } from '@pcrm/event-sourcing';

/** A member of staff as the staff list shows them. */
export type StaffRow = {
  readonly staffId: string;
  readonly name: string;
  readonly outletId: string | null;
  readonly role: StaffRole;
  /** 能力系数 in percent (A4). */
  readonly capacityPercent: number;
  readonly joinedOn: string;
  readonly departedOn: string | null;
};
export type StaffListMessage = Extract<
  AllocationMessage,
  { type: 'StaffJoined' | 'StaffRoleChanged' | 'StaffDeparted' }
>;

/** One row per member of staff, departed ones included. */
export const staffList: Projection<StaffRow, StaffListMessage> = {
  name: 'staff-list',
  version: 1,
  indexes: { byOutlet: ['outletId'] },
  belongs: ({ outletId, staffId }) => ({ ...(outletId !== null && { outletId }), staffIds: [staffId] }),
  on: {
    StaffJoined: (_none, { data: { staffId, name, outletId = null, role, capacityPercent, joinedOn } }) => ({
      ...{ staffId, name, outletId, role, capacityPercent, joinedOn, departedOn: null },
    }),
    StaffRoleChanged: (row, { data: { outletId = null, role, capacityPercent } }) =>
      row && { ...row, outletId, role, capacityPercent },
    StaffDeparted: (row, { data: { departedOn } }) => row && { ...row, departedOn },
  },
};
