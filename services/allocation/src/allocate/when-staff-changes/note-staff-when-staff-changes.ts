import { BRANCH_KEY } from '@pcrm/contracts';
import { tableOf, type Issued, type Known, type Reaction } from '@pcrm/event-sourcing';
import { bookStaff, type BookStaffMessage, type BookStaffRow } from '../book-staff.projection.js';
import { capacityVersions, termsOn, type CapacityVersionsRow } from '../capacity-versions.projection.js';
import type { NoteStaff } from '../note-staff/note-staff.js';
import type { Presence } from '../outlet-book.events.js';

type Post = Pick<NoteStaff, 'role' | 'capacityPercent'>;
type Noted = Post & { readonly on: string; readonly presenceAt: (outletId: string) => Presence };

const staffTable = tableOf(bookStaff);
const versionsTable = tableOf(capacityVersions);

const noted = (
  { key, metadata }: BookStaffMessage,
  known: Known,
  outlets: readonly string[],
  by: Noted,
): readonly Issued[] => {
  const { presenceAt, ...post } = by;
  const terms = termsOn(known.row<CapacityVersionsRow>(versionsTable, BRANCH_KEY), by.on);
  return [...new Set(outlets)].map((outletId): Issued => {
    const command: NoteStaff = { ...post, outletId, staffId: key, presence: presenceAt(outletId), terms };
    return { handler: 'outletBook.noteStaff', id: outletId, command, occurredAt: metadata.occurredAt };
  });
};

/** Who joins, changes post or leaves is noted in the book of every outlet they were ever at: present in one, elsewhere or departed in the others. */
export const noteStaffWhenStaffChanges: Reaction<BookStaffMessage> = {
  name: 'note-staff-when-staff-changes',
  fromStart: true,
  needs: ({ key }) => [
    { table: staffTable, keys: [key] },
    { table: versionsTable, keys: [BRANCH_KEY] },
  ],
  on: {
    StaffJoined: (message, known) => {
      const { outletId, role, capacityPercent, joinedOn: on } = message.data;
      return outletId === undefined
        ? []
        : noted(message, known, [outletId], { role, capacityPercent, on, presenceAt: () => 'present' });
    },
    StaffRoleChanged: (message, known) => {
      const { outletId, role, capacityPercent, changedOn: on } = message.data;
      const before = known.row<BookStaffRow>(staffTable, message.key)?.outlets ?? [];
      const presenceAt = (at: string): Presence => (at === outletId ? 'present' : 'elsewhere');
      return noted(message, known, [...before, ...(outletId === undefined ? [] : [outletId])], {
        role,
        capacityPercent,
        on,
        presenceAt,
      });
    },
    StaffDeparted: (message, known) => {
      const row = known.row<BookStaffRow>(staffTable, message.key);
      if (!row) throw new Error('StaffDeparted: the post they left is not known');
      const { role, capacityPercent, outlets } = row;
      return noted(message, known, outlets, {
        role,
        capacityPercent,
        on: message.data.departedOn,
        presenceAt: () => 'departed',
      });
    },
  },
};
