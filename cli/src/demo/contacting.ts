import type { Channel } from '@pcrm/contracts';
import { addDays } from '@pcrm/contracts';
import type { Act, ContactAct } from './act.js';
import type { Staff } from './branch.js';
import type { Care } from './care.js';
import type { Chance } from './chance.js';

/** The day the staff live in: its number, its date, and the instant of an hour of it. */
export type Today = { readonly nth: number; readonly date: string; readonly at: (hour: number) => string };

/** Credits a month by tier (C3, C4). */
const OWED: { readonly [tier: string]: number } = { diamond: 2, platinum: 4 };
const PURPOSES = ['maintenance', 'maintenance', 'maturity', 'service', 'followUp'];
const OUTCOMES = ['interested', 'considering', 'appointmentMade', 'done', 'done'];

/** How pressing a contact is; 0: not today. */
function urgency({ tier, credits, lastContact }: Care, nth: number, dayOfMonth: number): number {
  const silent = nth - lastContact;
  const short = (OWED[tier ?? ''] ?? 0) - credits;
  if (short > 0) return 10 + short * (tier === 'diamond' ? 3 : 1) * (dayOfMonth / 10) + silent / 20;
  return silent > 55 ? silent / 12 : 0;
}

/** The calls and meetings somebody makes on a workday with the clients they look after. */
export function contactsOf(staff: Staff, mine: readonly Care[], today: Today, chance: Chance): readonly Act[] {
  const { nth, date } = today;
  const most = staff.role === 'clientManager' ? 8 : 1.6;
  const count = Math.round(most * staff.diligence * (0.6 + 0.8 * chance.next()));
  const day = Number(date.slice(8));
  return mine
    .map((care) => ({ care, press: urgency(care, nth, day) * (0.7 + 0.6 * chance.next()) }))
    .filter(({ press }) => press > 0)
    .sort((a, b) => b.press - a.press)
    .slice(0, count)
    .map(({ care }) => contact(staff, care, today, chance));
}

function contact(staff: Staff, care: Care, { nth, date, at }: Today, chance: Chance): Act {
  const channel = channelFor(care, chance);
  const reached = channel === 'meeting' || chance.chance(0.86);
  if (reached) noteReached(care, channel, nth);
  return {
    at: at(9 + 7.5 * chance.next()),
    actor: staff.staffId,
    act: 'contact',
    clientNo: care.client.clientNo,
    channel,
    reached,
    purpose: chance.pick(PURPOSES),
    ...(reached ? { outcome: chance.pick(OUTCOMES), ...followedUp(channel, date, chance) } : { outcome: 'noAnswer' }),
  };
}

function channelFor({ tier, credits }: Care, chance: Chance): Channel {
  const short = (OWED[tier ?? ''] ?? 0) - credits;
  if (short >= 2 && chance.chance(0.6)) return 'meeting';
  return chance.chance(0.04) ? 'wechat' : 'phone';
}

/** The client was reached: their silence ends, credits grow (call 1, meeting 2). */
export function noteReached(care: Care, channel: Channel, nth: number): void {
  care.lastContact = nth;
  care.credits += channel === 'meeting' ? 2 : 1;
}

const followedUp = (channel: Channel, date: string, chance: Chance): Pick<ContactAct, 'nextStepOn' | 'report'> => ({
  ...(chance.chance(0.3) && { nextStepOn: addDays(date, chance.int(3, 20)) }),
  ...(channel === 'meeting' && { report: { needs: '了解近期资金安排', feedback: '满意' } }),
});
