import { openMessages } from './may-leave.js';
import type { Outreach } from './outreach.js';
import type { MessageSuppressed } from './outreach.events.js';

type Of = { readonly clientId: string; readonly messageId: string; readonly at: string };

/** The fact that a message will not be sent. */
export const suppressed = ({ clientId, messageId, at }: Of, reasonCode: string, by?: string): MessageSuppressed => ({
  type: 'MessageSuppressed',
  data: { clientId, messageId, at, reasonCode, ...(by !== undefined && { by }) },
});

/** All that waits, or all of some kinds, is taken back. */
export function suppressOpen(
  outreach: Outreach,
  { clientId, at }: Omit<Of, 'messageId'>,
  reasonCode: string,
  picks: (messageId: string) => boolean = () => true,
): readonly MessageSuppressed[] {
  return openMessages(outreach)
    .filter(picks)
    .map((messageId) => suppressed({ clientId, messageId, at }, reasonCode));
}
