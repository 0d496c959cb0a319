import type { Message, Reaction } from '@pcrm/event-sourcing';
import type { MessageKind, OptOutReceived } from '@pcrm/contracts';
import type { ChangeConsent } from '../change-consent/change-consent.js';

/** What an answer 退订 without further words is about: everything the bank may not send without being welcome. */
const COMMERCIAL: readonly MessageKind[] = ['marketing', 'greeting'];

/** The client opted out: their consent is withdrawn for that channel, never to be used again without a new one. */
export const withdrawConsentWhenOptOutReceived: Reaction<Message<'OptOutReceived', OptOutReceived>> = {
  name: 'withdraw-consent-when-opt-out-received',
  on: {
    OptOutReceived: ({ data: { clientId, channel, kind, receivedAt } }) => {
      const purposes = kind ? [kind] : COMMERCIAL;
      const changes = purposes.map((purpose) => ({ purpose, channel, state: 'withdrawn' as const }));
      const command: ChangeConsent = { clientId, changes, at: receivedAt };
      return [{ handler: 'consent.change', id: clientId, command, occurredAt: receivedAt }];
    },
  },
};
