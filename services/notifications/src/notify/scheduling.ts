import { shanghaiInstant, type MessageKind, type OutreachTerms } from '@pcrm/contracts';
import { insideWindow, obstacle } from './may-leave.js';
import type { Outreach } from './outreach.js';
import type { MessageScheduled, MessageSuppressed } from './outreach.events.js';
import { suppressed } from './suppressing.js';

/** The yes to a message, and the template and terms of that moment. */
export type Yes = {
  readonly clientId: string;
  readonly messageId: string;
  /** The template it leaves with, and as which kind that counts. */
  readonly templateId: string;
  readonly kind: MessageKind;
  readonly terms: OutreachTerms;
  readonly by: string;
  readonly at: string;
};
export type Until = {
  readonly on: string;
  readonly usefulUntil: string;
  readonly because: MessageScheduled['data']['because'];
};

/** After the yes: it leaves on its day, inside the window, or not at all when consent or cap are against it. */
export function scheduled(
  yes: Yes,
  { on, usefulUntil, because }: Until,
  outreach: Outreach,
): MessageScheduled | MessageSuppressed {
  const { clientId, messageId, templateId, kind, terms, by, at } = yes;
  const earliest = shanghaiInstant(on, 0);
  const scheduledFor = insideWindow(at > earliest ? at : openingOf(on, terms), kind, terms);
  if (scheduledFor > usefulUntil) return suppressed(yes, 'lapsed', by);
  const against = obstacle(outreach, { messageId, kind, at: scheduledFor }, terms);
  if (against !== null) return suppressed(yes, against, by);
  return { type: 'MessageScheduled', data: { clientId, messageId, templateId, kind, scheduledFor, because, by, at } };
}
/** A message for a day to come leaves when that day's window opens, whatever its kind. */
const openingOf = (on: string, { window }: OutreachTerms): string => shanghaiInstant(on, window.fromHour);
