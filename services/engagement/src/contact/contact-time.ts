import { Refusal } from '@pcrm/event-sourcing';
import { daysBetween, toShanghaiDate } from '@pcrm/contracts';
import type { CadencePolicy } from './cadence-policy.js';

/** A contact lies in the past, and not further back than the policy lets it be logged. */
export function checkWhen(contactAt: string, { at, policy }: { at: string; policy: CadencePolicy }): void {
  if (contactAt > at) throw new Refusal('contact.in-future');
  const days = daysBetween(toShanghaiDate(contactAt), toShanghaiDate(at));
  if (days > policy.logWithinDays) throw new Refusal('contact.too-old', { days, logWithinDays: policy.logWithinDays });
}
