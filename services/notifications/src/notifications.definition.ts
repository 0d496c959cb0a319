import { contractSchemas } from '@pcrm/contracts';
import type { ServiceDefinition } from '@pcrm/event-sourcing';
import { alertList } from './alert/alert-list/alert-list.projection.js';
import { raiseAlert } from './alert/raise-alert/raise-alert.js';
import { settleAlert } from './alert/settle-alert/settle-alert.js';
import { staffAlert } from './alert/staff-alert.js';
import { unassignedPotentials } from './alert/raise-alert/unassigned-potentials.projection.js';
import { unassigned } from './alert/raise-alert/unassigned.agenda.js';
import { settleAlertWhenClientAssigned } from './alert/when-client-assigned/settle-alert-when-client-assigned.js';
import { templateBook } from './compose/template-book.js';
import { birthdays } from './notify/suggest-message/birthdays.agenda.js';
import { lapseMessage } from './notify/lapse-message/lapse-message.js';
import { usefulness } from './notify/lapse-message/usefulness.agenda.js';
import { forgetRecipient } from './notify/note-recipient/forget-recipient.js';
import { noteConsent } from './notify/note-recipient/note-consent.js';
import { noteContact } from './notify/note-recipient/note-contact.js';
import { noteMaintainer } from './notify/note-recipient/note-maintainer.js';
import { outbox } from './notify/outbox/outbox.projection.js';
import { outreach } from './notify/outreach.js';
import { outreachPolicy } from './notify/outreach-policy.js';
import { suggestMessage } from './notify/suggest-message/suggest-message.js';
import { noteRecipientWhenClientChanges } from './notify/when-client-changes/note-recipient-when-client-changes.js';
import { noteMaintainerWhenMaintainerChanges } from './notify/when-maintainer-changes/note-maintainer-when-maintainer-changes.js';
import { outreachVersions } from './outreach-versions.projection.js';
import { recipients } from './recipients.projection.js';
import { publishNotificationsEvents } from './say/publish-notifications-events.js';
import { senderNames } from './sender-names.projection.js';

/** notifications: what the bank says to its clients by SMS, and what it reminds its staff of. */
export const notificationsDefinition: ServiceDefinition = {
  name: 'notifications',
  aggregates: [templateBook, outreachPolicy, outreach, staffAlert],
  say: publishNotificationsEvents,
  hears: ['clients.events', 'allocation.events', 'notifications.events'],
  contracts: contractSchemas,
  projections: [outbox, recipients, senderNames, outreachVersions, alertList, unassignedPotentials],
  reactions: [noteRecipientWhenClientChanges, noteMaintainerWhenMaintainerChanges, settleAlertWhenClientAssigned],
  agendas: [birthdays, usefulness, unassigned],
  handlers: {
    'outreach.noteContact': { aggregate: outreach, decide: noteContact },
    'outreach.noteConsent': { aggregate: outreach, decide: noteConsent },
    'outreach.noteMaintainer': { aggregate: outreach, decide: noteMaintainer },
    'outreach.forget': { aggregate: outreach, decide: forgetRecipient },
    'outreach.suggest': { aggregate: outreach, decide: suggestMessage },
    'outreach.lapse': { aggregate: outreach, decide: lapseMessage },
    'staffAlert.raise': { aggregate: staffAlert, decide: raiseAlert },
    'staffAlert.settle': { aggregate: staffAlert, decide: settleAlert },
  },
};
