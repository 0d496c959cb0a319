import type { ClientErased, ClientFileUpdated, ClientRegistered, ConsentChanged } from '@pcrm/contracts';
import type { Issued, Message, Reaction } from '@pcrm/event-sourcing';
import type { NoteConsent } from '../note-recipient/note-consent.js';
import type { NoteContact } from '../note-recipient/note-contact.js';

type Heard =
  | Message<'ClientRegistered', ClientRegistered>
  | Message<'ClientFileUpdated', ClientFileUpdated>
  | Message<'ConsentChanged', ConsentChanged>
  | Message<'ClientErased', ClientErased>;

const contact = (command: NoteContact): readonly Issued[] => [
  { handler: 'outreach.noteContact', id: command.clientId, command, occurredAt: command.at },
];

/** What `clients` says about name, phone, consent and erasure is noted where it is decided what may be sent. Hears history too. */
export const noteRecipientWhenClientChanges: Reaction<Heard> = {
  name: 'note-recipient-when-client-changes',
  fromStart: true,
  on: {
    ClientRegistered: ({ data: { clientId, name, phone }, metadata: { occurredAt: at } }) =>
      contact({ clientId, name, phone, at }),
    ClientFileUpdated: ({ data: { clientId, name, phone, updatedAt: at } }) =>
      name === undefined && phone === undefined ? [] : contact({ clientId, name, phone, at }),
    ConsentChanged: ({ data: { clientId, purpose, channel, state, changedAt: at } }) => {
      if (channel !== 'sms' || purpose === 'profiling') return [];
      const command: NoteConsent = { clientId, purpose, state, at };
      return [{ handler: 'outreach.noteConsent', id: clientId, command, occurredAt: at }];
    },
    ClientErased: ({ data: { clientId, erasedAt: at } }) => [
      { handler: 'outreach.forget', id: clientId, command: { clientId, at }, occurredAt: at },
    ],
  },
};
