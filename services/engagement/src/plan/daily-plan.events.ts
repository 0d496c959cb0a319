import type { Fact, Schemas } from '@pcrm/event-sourcing';

export const DROP_REASONS = ['notNow', 'clientAway', 'alreadyArranged', 'notRelevant', 'other'] as const;
export type DropReason = (typeof DROP_REASONS)[number];

type OfPlan = { readonly staffId: string; readonly date: string; readonly at: string };
/** What the due list said when the plan was proposed. */
export type PlannedItem = { readonly clientId: string; readonly rules: readonly string[]; readonly score: number };

/** 日常管理计划: the system proposes (C0). Proposing again adds who became due since. */
export type PlanProposed = Fact<'PlanProposed', OfPlan & { readonly items: readonly PlannedItem[] }>;
/** The manager wants this client in the plan, proposed or not. */
export type PlanItemKept = Fact<'PlanItemKept', OfPlan & { readonly clientId: string; readonly added: boolean }>;
/** Not today; `note` is free text and sealed. */
export type PlanItemDropped = Fact<
  'PlanItemDropped',
  OfPlan & { readonly clientId: string; readonly reasonCode: DropReason; readonly note: string | null }
>;
/** The manager's plan for the day stands. */
export type PlanConfirmed = Fact<'PlanConfirmed', OfPlan & { readonly clients: readonly string[] }>;
export type PlanFact = PlanProposed | PlanItemKept | PlanItemDropped | PlanConfirmed;

export const planSchemas: Schemas<PlanFact['type']> = {
  PlanItemDropped: { personal: { subject: 'clientId', profile: ['note'] } },
};
