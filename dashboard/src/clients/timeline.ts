import type { AssignmentHistory } from '../api/allocation.js';
import type { Contact } from '../api/engagement.js';

/** Something that happened with a client, on a business date. */
export type TimelineEntry = { readonly id: string; readonly on: string; readonly staffId: string } & (
  | (Pick<Contact, 'channel' | 'reached' | 'nextStepOn'> & { readonly kind: 'contact' })
  | { readonly kind: 'assigned' | 'released' | 'attached' | 'detached' }
);

/** Contacts and the days on which people took over or let go, newest first. */
export function timelineOf(
  contacts: readonly Contact[],
  history: AssignmentHistory | undefined,
): readonly TimelineEntry[] {
  const met = contacts.map((contact): TimelineEntry => ({ ...contact, kind: 'contact' }));
  const maintained = (history?.maintainers ?? []).flatMap(({ staffId, from, to }): TimelineEntry[] => [
    { id: `in-${staffId}-${from}`, on: from, staffId, kind: 'assigned' },
    ...(to === null ? [] : [{ id: `out-${staffId}-${to}`, on: to, staffId, kind: 'released' as const }]),
  ]);
  const advised = (history?.advisers ?? []).flatMap(({ staffId, from, to }): TimelineEntry[] => [
    { id: `with-${staffId}-${from}`, on: from, staffId, kind: 'attached' },
    ...(to === null ? [] : [{ id: `without-${staffId}-${to}`, on: to, staffId, kind: 'detached' as const }]),
  ]);
  return [...met, ...maintained, ...advised].toSorted((a, b) => (a.on === b.on ? 0 : a.on < b.on ? 1 : -1));
}
