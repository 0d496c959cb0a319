import { Refusal, type Decide } from '@pcrm/event-sourcing';
import type { Outreach } from '../outreach.js';
import type { MessageScheduled, MessageSuppressed } from '../outreach.events.js';
import { scheduled, type Yes } from '../scheduling.js';

export type ConfirmMessage = Yes;

/** The maintainer's yes to a suggested message. Consent, opt-out, cap and window are checked here, and again when it leaves. */
export const confirmMessage: Decide<ConfirmMessage, Outreach, MessageScheduled | MessageSuppressed> = (
  command,
  outreach,
) => {
  const message = outreach.messages.get(command.messageId);
  if (!message) throw new Refusal('message.unknown');
  if (message.status === 'suppressed') throw new Refusal('message.suppressed');
  if (message.status !== 'suggested') return [];
  const { on, usefulUntil } = message;
  return [scheduled(command, { on, usefulUntil, because: 'confirmed' }, outreach)];
};
