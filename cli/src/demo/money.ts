import type { AssetClass } from '@pcrm/contracts';
import { addDays, dayNumber, isoWeekday, quarterOf } from '@pcrm/contracts';
import { Chance } from './chance.js';
import type { DemoClient } from './portfolio.js';
import { WINDOW, type Moved } from './standing.js';

/** One line of the feed. */
export type Balance = { readonly assetClass: AssetClass; readonly balanceFen: number };
type Holding = { readonly assetClass: AssetClass; fen: number };

const YUAN = 100;
/** Days between two credits of interest on an investment. */
const INTEREST_DAYS = 182;
/** Of so many clients one has their salary here: most are paid elsewhere, retired, or in business. */
const SALARIED = 3;
/** A salary is at most this share of what the client holds: it is no large movement. */
const USUAL = 0.15;
/** Salaries more or less in a month. */
const BONUS: { readonly [month: string]: number } = { '01': 2, '03': -2.5 };

/** A client's money, day by day: what moves, what the day's total is, what the annual daily average would be. */
export class Money {
  private readonly holdings: readonly Holding[];
  private readonly totals: number[] = [];
  private sum: number;
  private readonly payday: number;
  private readonly salary: number;

  constructor(
    private readonly client: DemoClient,
    private readonly seed: number,
    private readonly start: string,
  ) {
    const chance = Chance.of(seed, 'money', client.index);
    this.holdings = client.opening.map(({ assetClass, yuan }) => ({ assetClass, fen: yuan * YUAN }));
    this.sum = (client.signed?.openingAverageFen ?? 0) * WINDOW;
    this.payday = chance.int(5, 25);
    const salary = Math.min(chance.int(3_000, 22_000) * YUAN, this.total * USUAL);
    this.salary = client.index % SALARIED === 0 ? salary : 0;
  }

  /**
   * Moves the money of day `nth` (0: the first) and answers the lines that core banking sends: all there is at the end of a quarter,
   * else what has changed. A large amount comes in or goes out alone.
   */
  move(nth: number, largeFen = 0): readonly Balance[] {
    const date = addDays(this.start, nth);
    const changed = this.changed(nth, date, largeFen);
    this.count(nth);
    if (quarterOf(addDays(date, 1)) !== quarterOf(date)) return this.holdings.map(told);
    return [...changed].map(told);
  }

  /** What day `nth` brought, and the total of the day before, in fen. */
  moved(nth: number): Moved {
    const beforeFen = this.totals[nth - 1] ?? 0;
    return { deltaFen: nth === 0 ? 0 : (this.totals[nth] ?? 0) - beforeFen, beforeFen };
  }

  /** The annual daily average after the last day moved, in fen; days before the first count as the average at the start. */
  get averageFen(): number {
    return Math.floor(this.sum / WINDOW);
  }

  private get total(): number {
    return this.holdings.reduce((fen, holding) => fen + holding.fen, 0);
  }

  private count(nth: number): void {
    const { total } = this;
    const leaving = nth < WINDOW ? (this.client.signed?.openingAverageFen ?? 0) : (this.totals[nth - WINDOW] ?? 0);
    this.totals[nth] = total;
    this.sum += total - leaving;
  }

  private changed(nth: number, date: string, largeFen: number): Set<Holding> {
    if (nth === 0) return new Set(this.holdings);
    if (largeFen !== 0) return this.large(largeFen);
    return this.client.steady ? new Set() : this.movements(nth, date);
  }

  private large(fen: number): Set<Holding> {
    const holding = largest(this.holdings);
    if (holding) holding.fen = Math.max(0, holding.fen + fen);
    return new Set(holding && [holding]);
  }

  private movements(nth: number, date: string): Set<Holding> {
    const chance = Chance.of(this.seed, 'day', this.client.index, nth);
    const changed = new Set<Holding>();
    const deposit = this.holdings[0];
    if (!deposit) return changed;
    const change = (holding: Holding, by: number): void => {
      holding.fen = Math.max(0, holding.fen + Math.round(by));
      changed.add(holding);
    };
    const regular = this.regular(date, deposit.fen);
    if (regular !== 0) change(deposit, regular);
    if (isoWeekday(date) < 6 && chance.is(0.02)) change(deposit, deposit.fen * chance.normal() * 0.05);
    if (chance.is(0.0011)) change(chance.pick(this.holdings), this.shock(chance));
    for (const holding of this.holdings.slice(1))
      if (dayNumber(date) % INTEREST_DAYS === this.client.index % INTEREST_DAYS) change(holding, holding.fen * 0.002);
    return changed;
  }

  /** Salary, its spending, and the year-end bonus before Spring Festival that is spent again in spring. */
  private regular(date: string, fen: number): number {
    const day = Number(date.slice(8));
    const spent = day === 3 ? -Math.min(fen, this.salary) * 0.9 : 0;
    return day === this.payday ? spent + this.salary * (1 + (BONUS[date.slice(5, 7)] ?? 0)) : spent;
  }

  /** A house bought, an inheritance, a maturing certificate: a large movement in one day. */
  private shock(chance: Chance): number {
    return this.total * (chance.is(0.45) ? -0.25 - 0.35 * chance.next() : 0.25 + 0.6 * chance.next());
  }
}

const largest = (holdings: readonly Holding[]): Holding | undefined =>
  holdings.reduce<Holding | undefined>(
    (most, holding) => (most && most.fen >= holding.fen ? most : holding),
    undefined,
  );

const told = ({ assetClass, fen }: Holding): Balance => ({ assetClass, balanceFen: fen });
