import { Refusal, type Decide } from '@pcrm/event-sourcing';
import type { DailyPlan } from '../daily-plan.js';
import type { PlanConfirmed } from '../daily-plan.events.js';

export type ConfirmPlan = { readonly staffId: string; readonly date: string; readonly at: string };

/** C0: the manager confirms the day: everything not dropped is planned. */
export const confirmPlan: Decide<ConfirmPlan, DailyPlan, PlanConfirmed> = (command, { items, confirmedAt }) => {
  if (items.length === 0) throw new Refusal('plan.empty');
  if (confirmedAt !== null) return [];
  const clients = items.filter(({ state }) => state !== 'dropped').map(({ clientId }) => clientId);
  return [{ type: 'PlanConfirmed', data: { ...command, clients } }];
};
