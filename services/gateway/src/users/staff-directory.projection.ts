import type { AllocationMessage, StaffRole } from '@pcrm/contracts';
import type { Projection } from '@pcrm/event-sourcing';

/** Who works where, in which role: what a sign-in is checked against. */
export type DirectoryRow = {
  readonly staffId: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly outletId?: string;
  readonly departedOn?: string;
};
type Heard = Extract<AllocationMessage, { type: 'StaffJoined' | 'StaffRoleChanged' | 'StaffDeparted' }>;

/** One row per member of staff. Somebody who departed keeps the row and may no longer sign in. */
export const staffDirectory: Projection<DirectoryRow, Heard> = {
  name: 'staff-directory',
  version: 2,
  indexes: {},
  on: {
    StaffJoined: (_row, { data: { staffId, name, role, outletId } }) => ({
      staffId,
      name,
      role,
      ...(outletId && { outletId }),
    }),
    StaffRoleChanged: (row, { data: { role, outletId } }) => {
      if (!row) return row;
      const { outletId: _left, ...rest } = row;
      return { ...rest, role, ...(outletId && { outletId }) };
    },
    StaffDeparted: (row, { data: { departedOn } }) => row && { ...row, departedOn },
  },
};
