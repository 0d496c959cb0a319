import type { MessageKind, OutreachTerms } from '@pcrm/contracts';
import type { Decide } from '@pcrm/event-sourcing';
import { insideWindow, obstacle } from '../may-leave.js';
import type { Outreach } from '../outreach.js';
import type { DispatchStarted, MessageScheduled, MessageSuppressed } from '../outreach.events.js';
import { suppressed } from '../suppressing.js';

export type StartDispatch = {
  readonly clientId: string;
  readonly messageId: string;
  /** As which kind its template counts now; null: the template is no longer in use. */
  readonly kind: MessageKind | null;
  /** Whether every value is there that its template wants now. */
  readonly complete: boolean;
  readonly terms: OutreachTerms;
  readonly by: string;
  readonly at: string;
};

type Result = DispatchStarted | MessageScheduled | MessageSuppressed;

/**
 * The moment of dispatch: consent, opt-out, cap and window once more, and then the fact that stands before every sending.
 * Only what this very decision starts may be handed to the gateway; whatever is started already answers nothing.
 */
export const startDispatch: Decide<StartDispatch, Outreach, Result> = (command, outreach) => {
  const message = outreach.messages.get(command.messageId);
  if (message?.status !== 'scheduled' || command.at < message.at) return [];
  const { kind } = command;
  if (kind === null) return [suppressed(command, 'template.withdrawn')];
  const against = hindrance({ ...command, kind }, message.usefulUntil, outreach);
  return against === null ? [leaves(command, kind, message.templateId ?? '')] : [suppressed(command, against)];
};

/** Why it does not leave; null: it does. */
function hindrance(
  { messageId, kind, complete, at, terms }: StartDispatch & { readonly kind: MessageKind },
  usefulUntil: string,
  outreach: Outreach,
): string | null {
  if (at > usefulUntil) return 'lapsed';
  return obstacle(outreach, { messageId, kind, at }, terms) ?? (complete ? null : 'template.value-missing');
}

/** Now, or put off until the window opens. */
function leaves(command: StartDispatch, kind: MessageKind, templateId: string): DispatchStarted | MessageScheduled {
  const { clientId, messageId, terms, by, at } = command;
  const scheduledFor = insideWindow(at, kind, terms);
  if (scheduledFor === at) return { type: 'DispatchStarted', data: { clientId, messageId, key: messageId, kind, at } };
  const data = { clientId, messageId, templateId, kind, scheduledFor, because: 'window' as const, by, at };
  return { type: 'MessageScheduled', data };
}
