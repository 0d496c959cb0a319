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
  readonly terms: OutreachTerms;
  readonly by: string;
  readonly at: string;
};

/**
 * The moment of dispatch: consent, opt-out, cap and window once more, and then the fact that stands before every sending.
 * Only what this very decision starts may be handed to the gateway; whatever is started already answers nothing.
 */
export const startDispatch: Decide<StartDispatch, Outreach, DispatchStarted | MessageScheduled | MessageSuppressed> = (
  command,
  outreach,
) => {
  const { clientId, messageId, kind, terms, by, at } = command;
  const message = outreach.messages.get(messageId);
  if (message?.status !== 'scheduled' || message.templateId === null || at < message.at) return [];
  if (kind === null) return [suppressed(command, 'template.withdrawn')];
  const against = at > message.usefulUntil ? 'lapsed' : obstacle(outreach, { messageId, kind, at }, terms);
  if (against !== null) return [suppressed(command, against)];
  const scheduledFor = insideWindow(at, kind, terms);
  if (scheduledFor === at)
    return [{ type: 'DispatchStarted', data: { clientId, messageId, key: messageId, kind, at } }];
  const { templateId } = message;
  return [
    {
      type: 'MessageScheduled',
      data: { clientId, messageId, templateId, kind, scheduledFor, because: 'window', by, at },
    },
  ];
};
