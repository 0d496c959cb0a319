import { isoWeekday, monthOf, type Tier } from '@pcrm/contracts';
import type { Act } from './act.js';
import { FALTERING, TOUR_MANAGER, TOUR_OUTLET, type Staff } from './branch.js';
import type { Care } from './care.js';
import { noteReached } from './contacting.js';
import { SIGNED_UP } from './phrases.js';
import { dateOf, workdayFrom, type Today } from './today.js';

/** Days before the morning the stories are told for. */
const SILENT = 47;
const RED_WEEKS = 42;
const STUCK = 46;
const RISES = 25;
const OPTS_OUT = 12;
const WAITS = [15, 11, 8];
/** Clients who were promised a call on that morning. */
const PROMISED = 3;
/** Fen: 5.8 万 more for 25 days bring an average of 49.2 万 to 49.6 万; 35 万 go out. */
const RISE = 5_800_000;
const OUTFLOW = 35_000_000;
const MOST_GUESTS = 18;

/**
 * What a visitor finds on the morning of day `told`, the first that is not written: planted so that it is true on that day.
 * A branch that is fed further days later lives on from there.
 */
export class Stories {
  private readonly stuck: readonly Care[];
  /** Signed up at an event; the first ones of them wait for longer. */
  private readonly guests: readonly Care[];

  constructor(
    private readonly cares: readonly Care[],
    private readonly told: number,
  ) {
    const budding = cares.filter(({ client }) => client.kind === 'budding' && client.outletId === TOUR_OUTLET);
    this.stuck = budding.slice(-2);
    const count = Math.min(MOST_GUESTS, Math.ceil(budding.length / 12));
    this.guests = budding.slice(0, -2).slice(-count - WAITS.length);
  }

  /** Nothing happens to them by chance before the day of the stories. */
  isKept(care: Care, nth: number): boolean {
    return nth < this.told && (this.stuck.includes(care) || this.guests.includes(care));
  }

  /** Two opportunities stand at their stage for more than twenty days. */
  standsStill(care: Care, nth: number): boolean {
    return nth <= this.told && care.pursuit?.stage === 'CONTACTED' && this.stuck.includes(care);
  }

  /** The weeks of one manager turn red. */
  diligenceOf({ staffId, diligence }: Staff, nth: number): number {
    return staffId === FALTERING && nth >= this.told - RED_WEEKS ? 0.15 : diligence;
  }

  /** Large amounts of a day: three clients come close to platinum, and on the last day 35 万 leave. */
  amounts(nth: number): void {
    if (nth === this.told - RISES) for (const { client, moves } of this.cares) if (client.steady) moves.set(nth, RISE);
    if (nth !== this.told - 1) return;
    const rich = this.cares.filter(({ averageFen, silentUntil }) => averageFen > 2 * OUTFLOW && silentUntil < nth);
    const here = rich.filter(({ client }) => client.outletId === TOUR_OUTLET);
    const [richest] =
      [here.filter(isOf(TOUR_MANAGER)), here, rich].find((list) => list.length > 0)?.toSorted(byAverage) ?? [];
    richest?.moves.set(nth, -OUTFLOW);
  }

  /** What is done on a workday for the sake of a story; `head` is that of 七星. */
  day(today: Today, head: string): readonly Act[] {
    return [
      ...this.fallsSilent(today),
      ...this.promises(today),
      ...this.optsOut(today),
      ...this.judged(today, head),
      ...this.signUp(today, head),
    ];
  }

  /** The last workday before `told` that is at least so many days away. */
  private before(today: Today, days: number): number {
    const day = this.told - days;
    const weekday = isoWeekday(dateOf(today, day));
    return Math.max(weekday > 5 ? day - weekday + 5 : day, workdayFrom(today, 2));
  }

  /** A diamond client is called for the last time. */
  private fallsSilent(today: Today): readonly Act[] {
    if (today.nth !== this.before(today, SILENT)) return [];
    const mine = this.cares.filter(isOf(TOUR_MANAGER)).filter(({ client, pursuit }) => !client.steady && !pursuit);
    const care = best(mine);
    if (!care) return [];
    noteReached(care, 'phone', today.nth);
    care.silentUntil = this.told;
    care.promisedOn = undefined;
    const { clientNo } = care.client;
    const call = { channel: 'phone', reached: true, purpose: 'maintenance', outcome: 'done' } as const;
    return [{ at: today.at(11), actor: TOUR_MANAGER, act: 'contact', clientNo, ...call }];
  }

  /** 韦玲 promised some clients to call them on the day. */
  private promises(today: Today): readonly Act[] {
    if (today.nth !== this.before(today, 1)) return [];
    const mine = this.cares
      .filter(isOf(TOUR_MANAGER))
      .filter(({ tier, pursuit, silentUntil }) => tier && !pursuit && silentUntil <= today.nth)
      .slice(-PROMISED);
    const call = { channel: 'phone', reached: true, purpose: 'maturity', outcome: 'considering' } as const;
    return mine.map((care, place) => {
      noteReached(care, 'phone', today.nth);
      care.promisedOn = this.told;
      const { clientNo } = care.client;
      const nextStepOn = dateOf(today, this.told);
      return { at: today.at(15 + place / 4), actor: TOUR_MANAGER, act: 'contact', clientNo, ...call, nextStepOn };
    });
  }

  /** A client wants no messages any more; rather one whose birthday is near, so that the greeting is held back. */
  private optsOut(today: Today): readonly Act[] {
    if (today.nth !== this.before(today, OPTS_OUT)) return [];
    const soon = monthOf(dateOf(today, this.told)).slice(5);
    const signed = this.cares
      .filter(isOf(TOUR_MANAGER))
      .filter(({ tier, client: { consents } }) => tier && consents[0]?.startsWith('greeting'));
    const [care] = [...signed.filter(({ client }) => client.birthday.date.slice(5, 7) === soon), ...signed];
    if (!care) return [];
    const changes = (['greeting', 'marketing'] as const).map(
      (purpose) => ({ purpose, channel: 'sms', state: 'withdrawn' }) as const,
    );
    const { clientNo } = care.client;
    return [{ at: today.at(14.2), actor: TOUR_MANAGER, act: 'consents', clientNo, changes }];
  }

  private judged(today: Today, head: string): readonly Act[] {
    if (today.nth !== this.before(today, STUCK)) return [];
    return this.stuck.map((care, nth) => {
      care.assignTo = TOUR_MANAGER;
      return this.mark(care, today, { head, nth, assignOn: today.nth + 1 });
    });
  }

  /** An event brought many names: nobody has been assigned to them yet. */
  private signUp(today: Today, head: string): readonly Act[] {
    const { nth } = today;
    const assignOn = (place: number): number => workdayFrom(today, this.told + 1 + (place % 4));
    const [last, oneBefore] = [this.before(today, 1), this.before(today, 2)];
    return this.guests.flatMap((care, place) => {
      const waits = WAITS[place];
      const on = waits === undefined ? (place % 3 === 0 ? oneBefore : last) : this.before(today, waits);
      return nth === on ? [this.mark(care, today, { head, nth: place, assignOn: assignOn(place) })] : [];
    });
  }

  private mark(
    care: Care,
    { at }: Today,
    { head, nth, assignOn }: { head: string; nth: number; assignOn: number },
  ): Act {
    care.judged = true;
    care.assignOn = assignOn;
    const { clientNo } = care.client;
    const what = { act: 'markPotential', targetTier: 'gold', reason: SIGNED_UP } as const;
    return { at: at(16.6 + nth / 120), actor: head, clientNo, ...what };
  }
}

const isOf =
  (staffId: string) =>
  ({ maintainer }: Care): boolean =>
    maintainer?.staffId === staffId;
const byAverage = (a: Care, b: Care): number => b.averageFen - a.averageFen;
const TIERS: readonly (Tier | undefined)[] = ['diamond', 'platinum', 'gold'];
/** The first of the highest tier there is. */
const best = (cares: readonly Care[]): Care | undefined =>
  TIERS.map((tier) => cares.find((care) => care.tier === tier)).find((care) => care !== undefined);
