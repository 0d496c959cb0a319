import {
  alertAcknowledged,
  alertRaised,
  alertSettled,
  messageDelivered,
  messageDispatched,
  messageDispatchStarted,
  messageFailed,
  messageHandedOver,
  messageOutcomeUnknown,
  messageRequested,
  messageScheduled,
  messageSuppressed,
  optOutReceived,
  outreachPolicyAdopted,
  type MessageContract,
} from '@pcrm/contracts';
import type { JsonObject, Said, Say } from '@pcrm/event-sourcing';
import type { AlertAcknowledged, AlertRaised, AlertSettled } from '../alert/staff-alert.events.js';
import type { OutreachPolicyAdopted } from '../notify/outreach-policy.events.js';
import type * as Outreach from '../notify/outreach.events.js';

const said = <Data extends object>(contract: MessageContract<string, Data>, data: Data): Said => ({
  type: contract.type,
  version: contract.version,
  key: contract.keyedBy(data),
  data: data as JsonObject,
});
type About = { readonly clientId: string; readonly messageId: string; readonly at: string };
const about = ({ clientId, messageId, at }: About): About => ({ clientId, messageId, at });
const asked = (data: Outreach.Asked, waiting: boolean): Said => {
  const { messageId, clientId, kind, occasion, on, staffId, outletId, usefulUntil, at } = data;
  const message = { messageId, clientId, kind, occasion, on, staffId, outletId, usefulUntil, requestedAt: at };
  return said(messageRequested, { ...message, channel: 'sms', waiting });
};

/** What notifications tells the others, and its own views. Names, phones, texts, values and notes stay private; so does what was noted from others. */
export const publishNotificationsEvents = {
  MessageSuggested: (data: Outreach.MessageSuggested['data']) => asked(data, true),
  MessageRequested: (data: Outreach.MessageRequested['data']) => asked(data, false),
  MessageScheduled: (data: Outreach.MessageScheduled['data']) =>
    said(messageScheduled, { ...about(data), kind: data.kind, scheduledFor: data.scheduledFor }),
  MessageHandedOver: (data: Outreach.MessageHandedOver['data']) =>
    said(messageHandedOver, { ...about(data), staffId: data.staffId, outletId: data.outletId }),
  MessageSuppressed: (data: Outreach.MessageSuppressed['data']) =>
    said(messageSuppressed, { ...about(data), reasonCode: data.reasonCode }),
  DispatchStarted: (data: Outreach.DispatchStarted['data']) => said(messageDispatchStarted, about(data)),
  OutcomeUnknown: (data: Outreach.OutcomeUnknown['data']) => said(messageOutcomeUnknown, about(data)),
  MessageDispatched: (data: Outreach.MessageDispatched['data']) => said(messageDispatched, about(data)),
  MessageDelivered: (data: Outreach.MessageDelivered['data']) => said(messageDelivered, about(data)),
  MessageFailed: (data: Outreach.MessageFailed['data']) =>
    said(messageFailed, { ...about(data), reasonCode: data.reasonCode }),
  OptOutReceived: ({ clientId, at }: Outreach.OptOutReceived['data']) =>
    said(optOutReceived, { clientId, channel: 'sms', receivedAt: at }),
  AlertRaised: (data: AlertRaised['data']) => said(alertRaised, data),
  AlertAcknowledged: (data: AlertAcknowledged['data']) => said(alertAcknowledged, data),
  AlertSettled: (data: AlertSettled['data']) => said(alertSettled, data),
  OutreachPolicyAdopted: ({ version, effectiveFrom, terms }: OutreachPolicyAdopted['data']) =>
    said(outreachPolicyAdopted, { version, effectiveFrom, terms }),
} satisfies Say;
