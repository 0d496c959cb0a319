import { Refusal, type Decide } from '@pcrm/event-sourcing';
import { WAIVABLE, type DutyWaived, type WaivableRule } from '../waiver.events.js';
import type { Waivers } from '../waivers.js';

export type WaiveDuty = {
  readonly clientId: string;
  readonly rule: string;
  /** `2026-06`. */
  readonly period: string;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
};

const isWaivable = (rule: string): rule is WaivableRule => WAIVABLE.some((each) => each === rule);

/** C9: C3–C5 hold in principle 原则上, the head may waive a month with a reason; C1 and C2 cannot be waived. */
export const waiveDuty: Decide<WaiveDuty, Waivers, DutyWaived> = (
  { clientId, rule, period, reason, by, at },
  state,
) => {
  if (!isWaivable(rule)) throw new Refusal('waiver.not-allowed', { rule });
  if (!/^\d{4}-\d{2}$/.test(period)) throw new Refusal('waiver.not-a-month', { rule, period });
  if (!reason) throw new Refusal('waiver.reason-missing', { rule });
  if (state[`${rule}:${period}`]) return [];
  return [{ type: 'DutyWaived', data: { clientId, rule, period, reason, waivedBy: by, at } }];
};
