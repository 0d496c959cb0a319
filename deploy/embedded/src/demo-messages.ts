import type { Actor, DemoPlan, ReplayReport } from '@pcrm/cli/demo';

/** What the process that loads the demo is told at its start. */
export type DemoOrder = {
  readonly folder: string;
  readonly plan: DemoPlan;
  /** First day that is still missing. */
  readonly from: number;
  readonly url: string;
};
/** What it says. */
export type DemoNews =
  | { readonly kind: 'replayed'; readonly done: number; readonly of: number }
  | { readonly kind: 'token'; readonly actor: Actor }
  | { readonly kind: 'done'; readonly report: ReplayReport }
  | { readonly kind: 'failed'; readonly why: string };
/** What it is answered. */
export type DemoToken = { readonly staffId: string; readonly token: string };
