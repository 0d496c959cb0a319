import { addDays, isoWeekday, monthOf, shanghaiInstant } from '@pcrm/contracts';
import type { Act } from './act.js';
import { Books } from './assigning.js';
import { NEWCOMER, OUTLETS, staffOf, TOUR_OUTLET, type Staff } from './branch.js';
import { pursuitOf, type Care } from './care.js';
import { Chance } from './chance.js';
import { contactsOf } from './contacting.js';
import { JUDGED_FOR, WAIVED_FOR } from './phrases.js';
import { pursue } from './pursuing.js';
import { Stories } from './stories.js';
import type { Today } from './today.js';

const inOrder = (acts: readonly Act[]): readonly Act[] =>
  [...acts].sort((a, b) => Number(a.at > b.at) - Number(a.at < b.at));

/** How a pursuit ends, each as often as it stands here. */
const ENDINGS = ['signs', 'signs', 'signs', 'signs', 'signs', 'signs', 'declines', 'holds'] as const;
/** Those who were only judged to have potential cannot sign before they reach the standard. */
const JUDGED_ENDINGS = ['waits', 'waits', 'waits', 'declines', 'declines', 'declines', 'holds', 'unreachable'] as const;
/** Of those who are waited for, how often the money comes in; yuan, at least and at most. */
const COMES_IN = 0.75;
const AMOUNT = [350_000, 600_000] as const;
/** Heads mark somebody on this share of the workdays, where there are many to choose from. */
const MARKS = 0.35;
const ENOUGH = 150;
/** Diligence above which a manager confirms plans and greetings. */
const CAREFUL = 0.85;

/** Whom an act takes up for the day: who was spoken with, and who was assigned this morning and is not looked at before tomorrow. */
function namedIn(act: Act): readonly string[] {
  if (act.act === 'contact') return [act.clientNo];
  return act.act === 'assign' ? act.moves.map(({ clientNo }) => clientNo) : [];
}

const mayBeJudged = ({ judged, maintainer, reached, cooling }: Care): boolean =>
  !judged && !maintainer && !reached && !cooling;

/** The working year of the branch: who is assigned, pursued, called, day by day. Day `nth` follows from the days before it. */
export class StaffLife {
  private readonly staff: readonly Staff[];
  private readonly heads = new Map<string, string>();
  private readonly books = new Map<string, Books>();
  private readonly weeks = new Map<string, Set<string>>();
  private readonly stories: Stories;
  private readonly budding = new Map<string, readonly Care[]>();

  constructor(
    private readonly seed: number,
    private readonly start: string,
    private readonly cares: readonly Care[],
    told: number,
  ) {
    this.stories = new Stories(cares, told);
    this.staff = staffOf(seed);
    for (const { outletId } of OUTLETS) {
      const here = this.staff.filter((person) => person.outletId === outletId);
      const head = here.find(({ role }) => role === 'outletHead')?.staffId ?? '';
      this.heads.set(outletId, head);
      this.books.set(outletId, new Books(here, head));
      this.budding.set(
        outletId,
        cares.filter(({ client: { kind, outletId: home } }) => kind === 'budding' && home === outletId),
      );
    }
  }

  /** The acts of day `nth` in order of time; averages are those of the evening before. */
  day(nth: number): readonly Act[] {
    const date = addDays(this.start, nth);
    if (nth === 0) return [];
    const at = (hour: number): string => shanghaiInstant(date, hour);
    const today: Today = { nth, date, at };
    this.stories.amounts(nth);
    if (nth === 1) return inOrder(this.firstMorning(at));
    if (monthOf(date) !== monthOf(addDays(date, -1))) for (const care of this.cares) care.credits = 0;
    if (isoWeekday(date) === 1) this.weeks.clear();
    if (isoWeekday(date) > 5) return [];
    this.find(nth);
    const chance = Chance.of(this.seed, 'acts', nth);
    const told = this.stories.day(today, this.headOf(TOUR_OUTLET));
    const pursued = this.cares.flatMap((care) => this.pursued(care, today, chance));
    const placed = this.placed(nth, at);
    const busy = new Set([...told, ...pursued, ...placed].flatMap(namedIn));
    const acts = [
      ...told,
      ...this.judged(nth, at),
      ...this.waived(today),
      ...placed,
      ...pursued,
      ...this.routine(today, chance, busy),
      ...this.desk(today),
    ];
    return inOrder(acts);
  }

  private firstMorning(at: (hour: number) => string): readonly Act[] {
    return OUTLETS.flatMap(({ outletId }) => {
      const here = this.cares.filter(({ client }) => client.outletId === outletId);
      return this.books.get(outletId)?.fill(here, (minutes) => at(9 + minutes / 60)) ?? [];
    });
  }

  private pursued(care: Care, today: Today, chance: Chance): readonly Act[] {
    if (!care.pursuit || care.silentUntil > today.nth || this.stories.standsStill(care, today.nth)) return [];
    return pursue(care, today, { chance, head: this.headOf(care.client.outletId) });
  }

  /** A2a: whose average rose above what they have signed is pursued by their manager, or assigned by the head within a workday. */
  private find(nth: number): void {
    for (const care of this.cares) {
      if (!care.reached || care.pursuit || care.assignOn !== undefined) continue;
      const chance = Chance.of(this.seed, 'found', care.client.index, nth);
      if (care.maintainer?.role === 'clientManager') care.pursuit = pursuitOf(chance.pick(ENDINGS), nth);
      else care.assignOn = nth + (chance.is(0.7) ? 0 : 1);
    }
  }

  private placed(nth: number, at: (hour: number) => string): readonly Act[] {
    const due = this.cares.filter(({ assignOn }) => assignOn !== undefined && assignOn <= nth);
    return due.flatMap((care) => {
      care.assignOn = undefined;
      const chance = Chance.of(this.seed, 'placed', care.client.index, nth);
      const kept = this.stories.isKept(care, nth);
      const ending = kept ? 'waits' : chance.pick(care.reached ? ENDINGS : JUDGED_ENDINGS);
      care.pursuit = pursuitOf(ending, nth + 1);
      if (ending === 'waits' && !kept && chance.is(COMES_IN))
        care.moves.set(nth + chance.int(6, 16), chance.int(...AMOUNT) * 100);
      return this.books.get(care.client.outletId)?.place(care, at(9.2)) ?? [];
    });
  }

  /** A2b: now and then a head marks a client who is not there yet but could be, and assigns them the next day. */
  private judged(nth: number, at: (hour: number) => string): readonly Act[] {
    return OUTLETS.flatMap(({ outletId }): readonly Act[] => {
      const chance = Chance.of(this.seed, 'judged', outletId, nth);
      const budding = this.budding.get(outletId) ?? [];
      const care = chance.is(MARKS * Math.min(1, budding.length / ENOUGH)) ? chance.pick(budding) : undefined;
      if (!care || !mayBeJudged(care) || this.stories.isKept(care, nth)) return [];
      const { clientNo } = care.client;
      care.judged = true;
      care.assignOn = nth + 1;
      const reason = chance.pick(JUDGED_FOR);
      return [
        { at: at(9.1), actor: this.headOf(outletId), act: 'markPotential', clientNo, targetTier: 'gold', reason },
      ];
    });
  }

  /** C9: late in the month a head waives what cannot be kept, with a reason. */
  private waived({ nth, date, at }: Today): readonly Act[] {
    if (Number(date.slice(8)) < 24) return [];
    return OUTLETS.flatMap(({ outletId }): readonly Act[] => {
      const short = this.cares.filter(
        ({ tier, credits, client: { outletId: home } }) => tier === 'platinum' && credits < 4 && home === outletId,
      );
      const chance = Chance.of(this.seed, 'waived', outletId, nth);
      const client = chance.is(0.5) ? chance.pick(short)?.client : undefined;
      if (!client) return [];
      const body = { act: 'waive', clientNo: client.clientNo, rule: 'C4', period: monthOf(date) } as const;
      return [{ at: at(17), actor: this.headOf(outletId), ...body, reason: chance.pick(WAIVED_FOR) }];
    });
  }

  private headOf(outletId: string): string {
    return this.heads.get(outletId) ?? '';
  }

  private routine(today: Today, chance: Chance, busy: ReadonlySet<string>): readonly Act[] {
    const mayBeCalled = (care: Care): boolean =>
      care.silentUntil <= today.nth && !this.stories.standsStill(care, today.nth);
    return this.staff.flatMap((person) => {
      const mine = this.cares.filter(
        (care) => care.maintainer?.staffId === person.staffId && !busy.has(care.client.clientNo) && mayBeCalled(care),
      );
      if (mine.length === 0) return [];
      const staff = { ...person, diligence: this.stories.diligenceOf(person, today.nth) };
      return contactsOf(staff, mine, { today, chance, week: this.weekOf(person.staffId, today.nth) });
    });
  }

  /** Clients somebody has spoken with this week; what was said today for another reason counts. */
  private weekOf(staffId: string, nth: number): Set<string> {
    const week = this.weeks.get(staffId) ?? new Set<string>();
    for (const { maintainer, client, lastContact } of this.cares)
      if (lastContact === nth && maintainer?.staffId === staffId) week.add(client.clientNo);
    this.weeks.set(staffId, week);
    return week;
  }

  /** What a careful manager does at the desk: confirms the plan each morning, says yes to greetings every other day. */
  private desk({ date, at }: Today): readonly Act[] {
    const greets = isoWeekday(date) % 2 === 1;
    return this.staff
      .filter(({ staffId, role, diligence }) => role === 'clientManager' && diligence > CAREFUL && staffId !== NEWCOMER)
      .flatMap(({ staffId }): readonly Act[] => [
        { at: at(8.7), actor: staffId, act: 'confirmPlan' },
        ...(greets ? [{ at: at(8.8), actor: staffId, act: 'confirmMessages' } as const] : []),
      ]);
  }
}
