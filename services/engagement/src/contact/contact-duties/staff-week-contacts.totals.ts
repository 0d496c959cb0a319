import type { Totals } from '@pcrm/event-sourcing';
import { daysBetween, periodSpan } from '@pcrm/contracts';
import { staffWeekContactsName } from '../contact-duties.table.js';
import type { DutyRow } from '../duty-row.js';
import { weeksOf, type StaffWeeks } from '../week.js';

/** The weeks of everybody who shares clients with the member of staff this is for; the reader takes their own. */
export type StaffWeekContacts = { readonly [staffId: string]: StaffWeeks };

/** Days of weeks kept behind the newest: late contacts of the week before last are still seen here. */
const KEPT_DAYS = 21;

function recent(weeks: StaffWeeks['weeks']): StaffWeeks['weeks'] {
  const starts = Object.keys(weeks).map((week) => periodSpan(week).start);
  const newest = starts.toSorted().at(-1);
  return newest
    ? Object.fromEntries(
        Object.entries(weeks).filter(([week]) => daysBetween(periodSpan(week).start, newest) <= KEPT_DAYS),
      )
    : weeks;
}

const none: StaffWeeks = { book: 0, weeks: {} };

/** C1: who contacted whom in which week, counted from the clients' rows. */
export const staffWeekContacts: Totals<DutyRow, StaffWeekContacts> = {
  name: staffWeekContactsName,
  indexes: {},
  of: ({ everMaintained }) => everMaintained ?? [],
  by: 'everMaintained',
  initial: () => ({}),
  add(total, row) {
    const next: Record<string, StaffWeeks> = { ...total };
    const manager = managerOf(row);
    if (manager) next[manager] = inBook(next[manager] ?? none);
    for (const [staffId, own] of weeksOf(row)) next[staffId] = withWeeks(next[staffId] ?? none, row.clientId, own);
    return next;
  },
};

/** Who manages the client by the newest entries of the row. */
function managerOf({ staffId, tiers, potentials }: DutyRow): string | undefined {
  return tiers.at(-1)?.value || potentials.at(-1)?.value ? staffId : undefined;
}
const inBook = (known: StaffWeeks): StaffWeeks => ({ ...known, book: known.book + 1 });

function withWeeks(known: StaffWeeks, clientId: string, own: ReadonlyMap<string, readonly string[]>): StaffWeeks {
  const weeks = { ...known.weeks };
  for (const [week, contacts] of own) weeks[week] = [...(weeks[week] ?? []), { clientId, contacts }];
  return { ...known, weeks: recent(weeks) };
}
