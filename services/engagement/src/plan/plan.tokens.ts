import type { Handler } from '@pcrm/event-sourcing';
import { HandlerOf, type Scope } from '@pcrm/platform';
import { dailyPlan, type DailyPlan } from './daily-plan.js';
import type { PlanFact, PlannedItem } from './daily-plan.events.js';

/** Handles commands about daily plans. */
export const DailyPlans = HandlerOf(dailyPlan);
export type DailyPlans = Handler<DailyPlan, PlanFact>;

/** What a plan knows of a client: the masked name, and whether they were contacted on the day by the planner. */
export type PlannedClient = {
  readonly clientId: string;
  readonly clientName: string | null;
  readonly contacts: readonly string[];
};

/** What plans are made from: the due list, seen from here. */
export interface DueItems {
  /** Most clients that one plan proposes. */
  readonly most: number;
  /** Who is due for a member of staff on a date, most pressing first; 404 outside the scope. */
  due(staffId: string, date: string, scope: Scope): Promise<readonly PlannedItem[]>;
  /** These clients as far as the scope sees them, with the contacts the member made with them on the date. */
  clients(
    clientIds: readonly string[],
    of: { readonly staffId: string; readonly date: string },
    scope: Scope,
  ): Promise<ReadonlyMap<string, PlannedClient>>;
}
export const DueItems = Symbol('DueItems');
