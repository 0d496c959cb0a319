import type { DutyStatus } from '../api/engagement.js';
import type { WaivableRule } from '../api/relief.js';
import { monthOf } from '../show/dates.js';

/** What of a duty can be waived, as a rule and a month. */
export type Waivable = { readonly rule: WaivableRule; readonly period: string };

const RULES: readonly string[] = ['C3', 'C4', 'C5'] satisfies readonly WaivableRule[];
const isWaivable = (rule: string): rule is WaivableRule => RULES.includes(rule);
const FULFILLED: readonly DutyStatus[] = ['met', 'waived', 'notOwed'];

/** C9: C3–C5 hold in principle and may be waived for a month while they are not met; undefined for everything else. A C5 spell is waived for the running month. */
export function waivableOf(
  { rule, period, status }: { readonly rule: string; readonly period: string; readonly status: DutyStatus },
  today: string,
): Waivable | undefined {
  if (!isWaivable(rule) || FULFILLED.includes(status)) return undefined;
  return { rule, period: rule === 'C5' ? monthOf(today) : period };
}
