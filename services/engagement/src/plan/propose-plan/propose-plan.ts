import type { Decide } from '@pcrm/event-sourcing';
import { dailyPlan, type DailyPlan } from '../daily-plan.js';
import type { PlanFact, PlannedItem, PlanProposed } from '../daily-plan.events.js';

export type ProposePlan = {
  readonly staffId: string;
  readonly date: string;
  readonly due: readonly PlannedItem[];
  readonly at: string;
};

/** C0: proposes whoever is due and not in the plan yet; what the manager decided stays decided. */
export const proposePlan: Decide<ProposePlan, DailyPlan, PlanProposed> = ({ staffId, date, due, at }, { items }) => {
  const known = new Set(items.map(({ clientId }) => clientId));
  const fresh = due.filter(({ clientId }) => !known.has(clientId));
  return fresh.length > 0 ? [{ type: 'PlanProposed', data: { staffId, date, items: fresh, at } }] : [];
};

/** The reason of a client who was promised something for a date by now: a promise is kept before anything is weighed. */
const PROMISE = 'NEXT_STEP';

/**
 * C0: who is proposed of those who are due, most pressing first, and not in the plan yet: whoever was promised a step by
 * today comes first and is never left out; the others as long as the plan holds no more than `most`.
 */
export function toPropose(
  due: readonly PlannedItem[],
  { items, confirmedAt }: DailyPlan,
  most: number,
): readonly PlannedItem[] {
  if (confirmedAt !== null) return [];
  const inPlan = new Set(items.map(({ clientId }) => clientId));
  const fresh = due.filter(({ clientId }) => !inPlan.has(clientId));
  const promised = fresh.filter(({ rules }) => rules.includes(PROMISE));
  const others = fresh.filter(({ rules }) => !rules.includes(PROMISE));
  return [...promised, ...others.slice(0, Math.max(0, most - items.length - promised.length))];
}

/** What is decided about a plan once who is due stands in it: one decision, so that both are written or neither. */
export type OncePlanned<Command> = { readonly plan: ProposePlan; readonly then: Command };

export const oncePlanned =
  <Command>(decide: Decide<Command, DailyPlan, PlanFact>): Decide<OncePlanned<Command>, DailyPlan, PlanFact> =>
  ({ plan, then }, state) => {
    const proposed = proposePlan(plan, state);
    const planned = proposed.reduce((before, fact) => dailyPlan.evolve(before, fact), state);
    return [...proposed, ...decide(then, planned)];
  };
