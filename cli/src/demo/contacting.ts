import { isoWeekday, type Channel } from '@pcrm/contracts';
import type { Act, ContactAct } from './act.js';
import type { Staff } from './branch.js';
import type { Care } from './care.js';
import type { Chance } from './chance.js';
import { dateOf, workdayFrom, type Today } from './today.js';

/** Credits a month by tier (C3, C4). */
const OWED: { readonly [tier: string]: number } = { diamond: 2, platinum: 4 };
const PURPOSES = ['maintenance', 'maintenance', 'maturity', 'service', 'followUp'];
const OUTCOMES = ['interested', 'considering', 'appointmentMade', 'done', 'done'];
/** A kept promise goes before everything else. */
const PROMISED = 100;
/** How often a talk ends with a date for the next one. */
const AGREED = 0.1;
/** Clients a manager means to speak with in a week (C1), and the share of diligence below which they do not count them. */
const WEEKLY = 12;
const COUNTS_FROM = 0.5;

/** Credits still owed this month. */
const owed = ({ tier, credits }: Pick<Care, 'tier' | 'credits'>): number =>
  Math.max(0, (OWED[tier ?? ''] ?? 0) - credits);

/** How pressing a contact is; 0: not today. */
function urgency({ tier, credits, lastContact, promisedOn }: Care, nth: number, dayOfMonth: number): number {
  const silent = nth - lastContact;
  if (promisedOn !== undefined && promisedOn <= nth) return PROMISED + nth - promisedOn;
  const short = owed({ tier, credits });
  if (short > 0) return 10 + short * (tier === 'diamond' ? 3 : 1) * (dayOfMonth / 10) + silent / 20;
  return silent > 55 ? silent / 12 : 0;
}

/** The calls and meetings somebody makes on a workday with the clients they look after; `week`: those of the week so far. */
export function contactsOf(
  staff: Staff,
  mine: readonly Care[],
  { today, chance, week }: { today: Today; chance: Chance; week: Set<string> },
): readonly Act[] {
  const { nth, date } = today;
  const most = staff.role === 'clientManager' ? 3.2 : 1.6;
  const count = Math.round(most * staff.diligence * (0.6 + 0.8 * chance.next()));
  const day = Number(date.slice(8));
  const pressing = mine
    .map((care) => ({ care, press: urgency(care, nth, day) * (0.7 + 0.6 * chance.next()) }))
    .filter(({ press }) => press > 0)
    .sort((a, b) => b.press - a.press)
    .slice(0, count)
    .map(({ care }) => care);
  const called = [...pressing, ...forTheWeek(staff, mine, { today, week, pressing })];
  const acts = called.map((care) => contact(staff, care, today, chance));
  for (const { client, lastContact } of called) if (lastContact === nth) week.add(client.clientNo);
  return acts;
}

/** C1: whoever is behind with the clients of the week calls those to whom something is owed, then those not heard of for longest. */
function forTheWeek(
  { role, diligence }: Staff,
  mine: readonly Care[],
  { today: { nth, date }, week, pressing }: { today: Today; week: ReadonlySet<string>; pressing: readonly Care[] },
): readonly Care[] {
  if (role !== 'clientManager' || diligence < COUNTS_FROM) return [];
  const meant = Math.ceil(WEEKLY * Math.min(1, diligence + 0.1) * (isoWeekday(date) / 5));
  const more = meant - week.size - pressing.filter(({ client }) => !week.has(client.clientNo)).length;
  return mine
    .filter((care) => !week.has(care.client.clientNo) && !pressing.includes(care) && nth - care.lastContact > 4)
    .sort((a, b) => Number(owed(b) > 0) - Number(owed(a) > 0) || a.lastContact - b.lastContact)
    .slice(0, Math.max(0, more));
}

function contact(staff: Staff, care: Care, today: Today, chance: Chance): Act {
  const channel = channelFor(care, chance);
  const reached = channel === 'meeting' || chance.is(0.86);
  if (reached) noteReached(care, channel, today.nth);
  care.promisedOn = promiseOf(care, reached, today, chance);
  return {
    at: today.at(9 + 7.5 * chance.next()),
    actor: staff.staffId,
    act: 'contact',
    clientNo: care.client.clientNo,
    channel,
    reached,
    purpose: chance.pick(PURPOSES),
    ...(reached ? { outcome: chance.pick(OUTCOMES), ...reportOf(channel) } : { outcome: 'noAnswer' }),
    ...(care.promisedOn !== undefined && { nextStepOn: dateOf(today, care.promisedOn) }),
  };
}

/** When they speak next: as the pursuit has it, else now and then on a date agreed. */
function promiseOf({ pursuit }: Care, reached: boolean, today: Today, chance: Chance): number | undefined {
  const { nth } = today;
  if (pursuit && pursuit.nextOn > nth) return pursuit.nextOn;
  if (pursuit) return workdayFrom(today, nth + 1);
  return reached && chance.is(AGREED) ? workdayFrom(today, nth + chance.int(3, 20)) : undefined;
}

function channelFor(care: Care, chance: Chance): Channel {
  if (owed(care) >= 2 && chance.is(0.95)) return 'meeting';
  return chance.is(0.04) ? 'wechat' : 'phone';
}

/** The client was reached: their silence ends, credits grow (call 1, meeting 2). */
export function noteReached(care: Care, channel: Channel, nth: number): void {
  care.lastContact = nth;
  care.credits += channel === 'meeting' ? 2 : 1;
}

const reportOf = (channel: Channel): Pick<ContactAct, 'report'> =>
  channel === 'meeting' ? { report: { needs: '了解近期资金安排', feedback: '满意' } } : {};
