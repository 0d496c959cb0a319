import { addDays, isoWeekday, monthOf, shanghaiInstant } from '@pcrm/contracts';
import type { Act } from './act.js';
import { Books } from './assigning.js';
import { OUTLETS, staffOf, type Staff } from './branch.js';
import { isHigher, tierFor, type Care } from './care.js';
import { Chance } from './chance.js';
import { contactsOf, type Today } from './contacting.js';
import { pursue } from './pursuing.js';

const inOrder = (acts: readonly Act[]): readonly Act[] =>
  [...acts].sort((a, b) => Number(a.at > b.at) - Number(a.at < b.at));

/** How often a pursued client signs, declines, or stays where they are. */
const ENDINGS = ['signs', 'signs', 'signs', 'signs', 'signs', 'signs', 'declines', 'stalls'] as const;

/** The working year of the branch: who is assigned, pursued, called, day by day. Day `nth` follows from the days before it. */
export class StaffLife {
  private readonly staff: readonly Staff[];
  private readonly heads = new Map<string, string>();
  private readonly books = new Map<string, Books>();

  constructor(
    private readonly seed: number,
    private readonly start: string,
    private readonly cares: readonly Care[],
  ) {
    this.staff = staffOf(seed);
    for (const { outletId } of OUTLETS) {
      const here = this.staff.filter((person) => person.outletId === outletId);
      const head = here.find(({ role }) => role === 'outletHead')?.staffId ?? '';
      this.heads.set(outletId, head);
      this.books.set(outletId, new Books(here, head));
    }
  }

  /** The acts of day `nth` in order of time; averages are those of the evening before. */
  day(nth: number): readonly Act[] {
    const date = addDays(this.start, nth);
    if (nth === 0) return [];
    const at = (hour: number): string => shanghaiInstant(date, hour);
    if (nth === 1) return inOrder(this.firstMorning(at));
    if (monthOf(date) !== monthOf(addDays(date, -1))) for (const care of this.cares) care.credits = 0;
    this.find(nth);
    if (isoWeekday(date) > 5) return [];
    const chance = Chance.of(this.seed, 'acts', nth);
    const today: Today = { nth, date, at };
    const pursued = this.cares.flatMap((care) => pursue(care, today, chance));
    const busy = new Set(pursued.flatMap((act) => (act.act === 'contact' ? [act.clientNo] : [])));
    const acts = [...this.placed(nth, at), ...pursued, ...this.routine(today, chance, busy), ...this.desk(at)];
    return inOrder(acts);
  }

  private firstMorning(at: (hour: number) => string): readonly Act[] {
    return OUTLETS.flatMap(({ outletId }) => {
      const here = this.cares.filter(({ client }) => client.outletId === outletId);
      return this.books.get(outletId)?.fill(here, (minutes) => at(9 + minutes / 60)) ?? [];
    });
  }

  /** Clients whose average rose above what they have signed. */
  private find(nth: number): void {
    for (const care of this.cares) {
      const target = tierFor(care.averageFen);
      if (care.left || care.pursuit || care.assignOn !== undefined || !target || !isHigher(target, care.tier)) continue;
      const chance = Chance.of(this.seed, 'found', care.client.index, nth);
      const ending = chance.pick(ENDINGS);
      if (care.maintainer) care.pursuit = { stage: 'ALLOCATED', target, nextOn: nth + chance.int(1, 4), ending };
      else care.assignOn = nth + chance.int(0, 4);
    }
  }

  private placed(nth: number, at: (hour: number) => string): readonly Act[] {
    return this.cares.flatMap((care) => {
      const target = tierFor(care.averageFen);
      if (care.assignOn === undefined || care.assignOn > nth) return [];
      care.assignOn = undefined;
      if (!target) return [];
      const chance = Chance.of(this.seed, 'placed', care.client.index, nth);
      care.pursuit = { stage: 'ALLOCATED', target, nextOn: nth + chance.int(1, 4), ending: chance.pick(ENDINGS) };
      const act = this.books.get(care.client.outletId)?.place(care, at(9.2));
      return act ? [act] : [];
    });
  }

  private routine(today: Today, chance: Chance, busy: ReadonlySet<string>): readonly Act[] {
    return this.staff.flatMap((person) => {
      const mine = this.cares.filter(
        ({ maintainer, client }) => maintainer?.staffId === person.staffId && !busy.has(client.clientNo),
      );
      return mine.length === 0 ? [] : contactsOf(person, mine, today, chance);
    });
  }

  /** What a careful manager does at the desk each morning: confirms the plan, says yes to greetings. */
  private desk(at: (hour: number) => string): readonly Act[] {
    return this.staff
      .filter(({ role, diligence }) => role === 'clientManager' && diligence > 0.7)
      .flatMap(({ staffId }): readonly Act[] => [
        { at: at(8.7), actor: staffId, act: 'confirmPlan' },
        { at: at(8.8), actor: staffId, act: 'confirmMessages' },
      ]);
  }
}
