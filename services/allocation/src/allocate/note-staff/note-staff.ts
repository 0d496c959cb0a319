import type { StaffRole } from '@pcrm/contracts';
import type { Decide } from '@pcrm/event-sourcing';
import { followUp } from '../book-consequences.js';
import { BookDraft, type Deciding } from '../book-draft.js';
import type { BookStaff, OutletBook } from '../book-pages.js';
import type { OutletBookEvent, Presence } from '../outlet-book.events.js';

export type NoteStaff = Deciding & {
  readonly staffId: string;
  readonly role: StaffRole;
  readonly capacityPercent: number;
  readonly presence: Presence;
};

/** Notes what a member of staff is and whether they are here. Clients they no longer fit are proposed for re-assignment, clients they no longer advise are detached. */
export const noteStaff: Decide<NoteStaff, OutletBook, OutletBookEvent> = (command, book) => {
  const { outletId, staffId, role, capacityPercent, presence, on } = command;
  const known = book.staff.get(staffId);
  if (!known && presence !== 'present') return [];
  if (known && isSame(known, command)) return [];

  const draft = new BookDraft(book, command);
  const before = draft.loadOf(staffId);
  draft.record({ type: 'StaffNoted', data: { outletId, staffId, role, capacityPercent, presence, on } });
  if (!known) return draft.facts;
  for (const clientId of draft.clientsOf(staffId)) followUp(draft, clientId);
  if (presence === 'present') draft.sayExceeded(staffId, before, 'postChanged');
  return draft.facts;
};

const isSame = (known: BookStaff, { role, capacityPercent, presence }: NoteStaff): boolean =>
  known.role === role && known.capacityPercent === capacityPercent && known.presence === presence;
