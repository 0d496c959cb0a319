import { Refusal, type Decide } from '@pcrm/event-sourcing';
import type { DailyPlan } from '../daily-plan.js';
import type { DropReason, PlanItemDropped, PlanItemKept } from '../daily-plan.events.js';

export type KeepPlanItem = {
  readonly staffId: string;
  readonly date: string;
  readonly clientId: string;
  readonly at: string;
};

/** C0: keeps a proposed client in the plan, or adds one who was not proposed. */
export const keepPlanItem: Decide<KeepPlanItem, DailyPlan, PlanItemKept> = (command, { items }) => {
  const item = items.find(({ clientId }) => clientId === command.clientId);
  if (item?.state === 'kept' || item?.state === 'added') return [];
  return [{ type: 'PlanItemKept', data: { ...command, added: item === undefined } }];
};

export type DropPlanItem = KeepPlanItem & { readonly reasonCode: DropReason; readonly note?: string | undefined };

/** C0: drops a client from today's plan with a reason; the duty itself stays. */
export const dropPlanItem: Decide<DropPlanItem, DailyPlan, PlanItemDropped> = ({ note, ...command }, { items }) => {
  const item = items.find(({ clientId }) => clientId === command.clientId);
  if (!item) throw new Refusal('plan.not-in-plan');
  if (item.state === 'dropped' && item.reasonCode === command.reasonCode && !note) return [];
  if (command.reasonCode === 'other' && !note) throw new Refusal('plan.reason-missing');
  return [{ type: 'PlanItemDropped', data: { ...command, note: note ?? null } }];
};
