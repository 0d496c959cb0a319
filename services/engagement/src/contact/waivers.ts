import type { Aggregate } from '@pcrm/event-sourcing';
import { waiverSchemas, type DutyWaived, type WaivableRule } from './waiver.events.js';

/** A duty of one month that the head let go; `reason` is null once the client is erased. */
export type Waiver = {
  readonly rule: WaivableRule;
  readonly period: string;
  readonly reason: string | null;
  readonly waivedBy: string;
  readonly at: string;
};
/** Everything waived for one client, by `C3:2026-06`. */
export type Waivers = { readonly [ruleAndPeriod: string]: Waiver };

/** What the head waived for a client. */
export const dutyWaivers: Aggregate<Waivers, DutyWaived> = {
  name: 'dutyWaivers',
  initial: () => ({}),
  schemas: waiverSchemas,
  evolve: (state, { data: { rule, period, reason, waivedBy, at } }) => ({
    ...state,
    [`${rule}:${period}`]: { rule, period, reason, waivedBy, at },
  }),
};
