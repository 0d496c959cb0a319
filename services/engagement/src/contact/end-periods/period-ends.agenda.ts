import type { Agenda, Cancelled, Due } from '@pcrm/event-sourcing';
import {
  isoWeek,
  monthOf,
  periodSpan,
  shanghaiInstant,
  toShanghaiDate,
  type AllocationMessage,
  type StaffRole,
} from '@pcrm/contracts';
import type { EndMonth, EndWeek } from './end-periods.js';

/** Hour in Shanghai at which a day that has ended is judged: feeds and late entries of the night are in. */
const HOUR = 6;
const ALWAYS = '9999-12-31T00:00:00.000Z';

/** The business date whose end is not judged yet at this instant: until 06:00 it is the day before. */
const unjudged = (instant: string): string =>
  toShanghaiDate(new Date(Date.parse(instant) - HOUR * 3_600_000).toISOString());

function monthDue(month: string, about: Pick<EndMonth, 'clientId' | 'staffId' | 'last'>): Due {
  const dueAt = shanghaiInstant(periodSpan(month).end, HOUR);
  const command: EndMonth = { ...about, month, at: dueAt };
  const issue = { handler: 'contactPeriods.endMonth', id: about.clientId, command };
  return { key: `month:${about.clientId}`, dueAt, usefulUntil: ALWAYS, issue };
}
function weekDue(week: string, about: Pick<EndWeek, 'staffId' | 'outletId'>): Due {
  const dueAt = shanghaiInstant(periodSpan(week).end, HOUR);
  const command: EndWeek = { ...about, week, at: dueAt };
  const issue = { handler: 'weeklyTarget.endWeek', id: about.staffId, command };
  return { key: `week:${about.staffId}`, dueAt, usefulUntil: ALWAYS, issue };
}

type Maintained = { readonly clientId: string; readonly staffId: string };
const maintained = ({ clientId, staffId }: Maintained, heardAt: string, last = false): readonly Due[] => [
  monthDue(monthOf(unjudged(heardAt)), { clientId, staffId, last }),
];

type Post = { readonly staffId: string; readonly outletId?: string; readonly role: StaffRole };
function posted({ staffId, outletId, role }: Post, heardAt: string): readonly (Due | Cancelled)[] {
  const key = `week:${staffId}`;
  if (role !== 'clientManager' || outletId === undefined) return [{ key, cancelled: true }];
  return [weekDue(isoWeek(unjudged(heardAt)), { staffId, outletId })];
}

/** C1–C4: when the month of a maintained client and the week of a client manager are over. One row each, armed again for the next. */
export const periodEnds: Agenda<AllocationMessage> = {
  name: 'period-ends',
  version: 1,
  on: {
    ClientAssigned: ({ data, metadata }) => maintained(data, metadata.occurredAt),
    ClientReassigned: ({ data, metadata }) => maintained(data, metadata.occurredAt),
    ClientReleased: ({ data, metadata }) => maintained(data, metadata.occurredAt, true),
    StaffJoined: ({ data, metadata }) => posted(data, metadata.occurredAt),
    StaffRoleChanged: ({ data, metadata }) => posted(data, metadata.occurredAt),
    StaffDeparted: ({ data: { staffId } }) => [{ key: `week:${staffId}`, cancelled: true }],
  },
  next: ({ issue: { command } }) => {
    if ('week' in command) {
      const { week, ...about } = command as EndWeek;
      return [weekDue(isoWeek(periodSpan(week).end), about)];
    }
    const { month, last, ...about } = command as EndMonth;
    return last ? [] : [monthDue(monthOf(periodSpan(month).end), { ...about, last })];
  },
};
