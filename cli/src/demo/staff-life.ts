import { addDays, isoWeekday, monthOf, shanghaiInstant, type Tier } from '@pcrm/contracts';
import type { Act } from './act.js';
import { Books } from './assigning.js';
import { OUTLETS, staffOf, type Staff } from './branch.js';
import { isHigher, tierFor, type Care } from './care.js';
import { Chance } from './chance.js';
import { contactsOf, type Today } from './contacting.js';
import { pursue } from './pursuing.js';

const inOrder = (acts: readonly Act[]): readonly Act[] =>
  [...acts].sort((a, b) => Number(a.at > b.at) - Number(a.at < b.at));

/** The tier a client has reached and nobody works on yet. */
function foundFor({ averageFen, tier, left, pursuit, assignOn }: Care): Tier | undefined {
  if (left || pursuit || assignOn !== undefined) return undefined;
  const target = tierFor(averageFen);
  return target && isHigher(target, tier) ? target : undefined;
}

/** How often a pursued client signs, declines, or stays where they are. */
const ENDINGS = ['signs', 'signs', 'signs', 'signs', 'signs', 'signs', 'declines', 'stalls'] as const;

/** Those who were only judged to have potential cannot sign before they reach the standard. */
const JUDGED_ENDINGS = ['stalls', 'stalls', 'declines'] as const;
const JUDGED_FOR = [
  '企业代发工资，存款增长快',
  '近期有拆迁补偿款到账',
  '家庭成员为贵宾客户',
  '经营户，流水稳定',
] as const;
const WAIVED_FOR = ['客户出国探亲，本月无法联系', '客户住院，家属请求勿扰', '客户要求本月不再来电'] as const;

/** The working year of the branch: who is assigned, pursued, called, day by day. Day `nth` follows from the days before it. */
export class StaffLife {
  private readonly staff: readonly Staff[];
  private readonly heads = new Map<string, string>();
  private readonly books = new Map<string, Books>();
  private readonly budding = new Map<string, readonly Care[]>();

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
    if (nth === 1) return inOrder(this.firstMorning(at));
    if (monthOf(date) !== monthOf(addDays(date, -1))) for (const care of this.cares) care.credits = 0;
    this.find(nth);
    if (isoWeekday(date) > 5) return [];
    const chance = Chance.of(this.seed, 'acts', nth);
    const today: Today = { nth, date, at };
    const pursued = this.cares.flatMap((care) => pursue(care, today, chance));
    const busy = new Set(pursued.flatMap((act) => (act.act === 'contact' ? [act.clientNo] : [])));
    const acts = [
      ...this.judged(nth, at),
      ...this.waived(today),
      ...this.placed(nth, at),
      ...pursued,
      ...this.routine(today, chance, busy),
      ...this.desk(at),
    ];
    return inOrder(acts);
  }

  private firstMorning(at: (hour: number) => string): readonly Act[] {
    return OUTLETS.flatMap(({ outletId }) => {
      const here = this.cares.filter(({ client }) => client.outletId === outletId);
      return this.books.get(outletId)?.fill(here, (minutes) => at(9 + minutes / 60)) ?? [];
    });
  }

  /** Clients whose average rose above what they have signed: pursued by their manager, or waiting for one. */
  private find(nth: number): void {
    for (const care of this.cares) {
      const target = foundFor(care);
      if (!target) continue;
      const chance = Chance.of(this.seed, 'found', care.client.index, nth);
      const ending = chance.pick(ENDINGS);
      if (care.maintainer?.role === 'clientManager') {
        care.pursuit = { stage: 'ALLOCATED', target, nextOn: nth + chance.int(1, 4), ending };
      } else care.assignOn = nth + chance.int(0, 4);
    }
  }

  private placed(nth: number, at: (hour: number) => string): readonly Act[] {
    const due = this.cares.filter(({ assignOn }) => assignOn !== undefined && assignOn <= nth);
    return due.flatMap((care) => {
      care.assignOn = undefined;
      const target = tierFor(care.averageFen) ?? (care.judged ? 'gold' : undefined);
      if (!target) return [];
      const chance = Chance.of(this.seed, 'placed', care.client.index, nth);
      const ending = chance.pick(care.judged ? JUDGED_ENDINGS : ENDINGS);
      care.pursuit = { stage: 'ALLOCATED', target, nextOn: nth + chance.int(1, 4), ending };
      return this.books.get(care.client.outletId)?.place(care, at(9.2)) ?? [];
    });
  }

  /** A2b: now and then a head marks a client who is not there yet but could be, and assigns them the next day. */
  private judged(nth: number, at: (hour: number) => string): readonly Act[] {
    return OUTLETS.flatMap(({ outletId }): readonly Act[] => {
      const chance = Chance.of(this.seed, 'judged', outletId, nth);
      const care = chance.chance(0.6) ? chance.pick(this.budding.get(outletId) ?? []) : undefined;
      if (!care || care.judged || care.maintainer || care.left) return [];
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
      const client = chance.chance(0.5) ? chance.pick(short)?.client : undefined;
      if (!client) return [];
      const body = { act: 'waive', clientNo: client.clientNo, rule: 'C4', period: monthOf(date) } as const;
      return [{ at: at(17), actor: this.headOf(outletId), ...body, reason: chance.pick(WAIVED_FOR) }];
    });
  }

  private headOf(outletId: string): string {
    return this.heads.get(outletId) ?? '';
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
