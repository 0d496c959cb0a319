import type { Identity } from '@pcrm/platform';

/**
 * One thing somebody does, as data: it can be left out, and done again. `id` makes it the same command however often it is asked.
 * `find`: what is looked up first, and whose id the path takes (`:id`).
 */
export type Command = {
  readonly id: string;
  /** When in the run: commands of one phase are given side by side, those of the next after everything has come to rest. */
  readonly phase: number;
  readonly kind: string;
  readonly who: Identity;
  readonly path: string;
  readonly method?: 'POST' | 'PATCH';
  readonly body?: object;
  readonly lines?: readonly string[];
  readonly find?: { readonly path: string; readonly field: string; readonly list?: true };
  /** Which client it is about, for whoever checks it. */
  readonly clientNo?: string;
};
/** A command and the last answer to it; `unanswered` when nobody answered however often it was asked. */
export type Done = { readonly command: Command; readonly status: number | 'unanswered'; readonly code: string; readonly body: Readonly<Record<string, unknown>> }; // prettier-ignore
/** When the clock is put to where, at the beginning of each phase. */
export type Phase = { readonly at: string };
export type Workload = { readonly phases: readonly Phase[]; readonly commands: readonly Command[] };
