import type { AllocationMessage, StaffRole } from '@pcrm/contracts';
import type { Projection } from '@pcrm/event-sourcing';

/** A member of staff as books and the load board know them. */
export type BookStaffRow = {
  readonly staffId: string;
  readonly name: string;
  readonly role: StaffRole;
  /** 能力系数 in percent (A4). */
  readonly capacityPercent: number;
  readonly outletId: string | null;
  /** Every outlet they were ever at: whose books know them. */
  readonly outlets: readonly string[];
  readonly departedOn: string | null;
};

export type BookStaffMessage = Extract<
  AllocationMessage,
  { type: 'StaffJoined' | 'StaffRoleChanged' | 'StaffDeparted' }
>;

/** One row per member of staff: what a book has to know of them. */
export const bookStaff: Projection<BookStaffRow, BookStaffMessage> = {
  name: 'book-staff',
  version: 1,
  indexes: { byOutlet: ['outletId'], everAt: ['outlets[]'] },
  belongs: ({ outletId, staffId }) => ({ ...(outletId !== null && { outletId }), staffIds: [staffId] }),
  on: {
    StaffJoined: (_none, { data: { staffId, name, role, capacityPercent, outletId = null } }) => ({
      ...{ staffId, name, role, capacityPercent, outletId, departedOn: null },
      outlets: outletId === null ? [] : [outletId],
    }),
    StaffRoleChanged: (row, { data: { role, capacityPercent, outletId = null } }) =>
      row && {
        ...row,
        role,
        capacityPercent,
        outletId,
        outlets: [...new Set([...row.outlets, ...(outletId === null ? [] : [outletId])])],
      },
    StaffDeparted: (row, { data: { departedOn } }) => row && { ...row, departedOn },
  },
};
