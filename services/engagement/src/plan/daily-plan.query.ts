import type { PlanItem } from './daily-plan.js';

export type PlanLine = PlanItem & {
  readonly clientName: string | null;
  readonly done: boolean;
  /** Contacts that fulfilled it. */
  readonly contacts: readonly string[];
};

type Known = { readonly clientName: string | null; readonly contacts: readonly string[] };

/** Plan and done side by side (C0); a client out of the scope by now keeps the line without a name. */
export const planLine = (item: PlanItem, known: Known | undefined): PlanLine => ({
  ...item,
  clientName: known?.clientName ?? null,
  contacts: known?.contacts ?? [],
  done: (known?.contacts.length ?? 0) > 0,
});
