import type { Decide } from '@pcrm/event-sourcing';
import type { DailyPlan } from '../daily-plan.js';
import type { PlannedItem, PlanProposed } from '../daily-plan.events.js';

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
