import type { ConsentState, MessageKind } from '@pcrm/contracts';
import type { Aggregate } from '@pcrm/event-sourcing';
import { outreachSchemas, type Maintainer, type OutreachEvent } from './outreach.events.js';

/** suggested 待确认 → requested → scheduled 待发送 → dispatching → dispatched 已提交 → delivered 已送达 | failed 失败 | unknown 未知; or suppressed 已拦截. */
export type MessageStatus =
  | 'suggested'
  | 'requested'
  | 'scheduled'
  | 'dispatching'
  | 'dispatched'
  | 'delivered'
  | 'failed'
  | 'unknown'
  | 'suppressed';

/** A message to the client, as far as deciding needs it. */
export type OutboundMessage = {
  status: MessageStatus;
  kind: MessageKind;
  readonly occasion: string;
  readonly on: string;
  readonly usefulUntil: string;
  staffId: string;
  templateId: string | null;
  /** When it is to leave, or left. */
  at: string;
};
type NotedConsent = { readonly state: ConsentState; readonly at: string };

/**
 * What the bank says to one client 触达: one stream, so that "one message per occasion", the cap and consent hold together.
 * Its stream is `outreach-<clientId>`. It remembers that there is a phone, not which.
 */
export type Outreach = {
  forgotten: boolean;
  hasPhone: boolean;
  nameAt: string;
  phoneAt: string;
  maintainer: Maintainer | null;
  readonly consents: { [purpose in MessageKind]?: NotedConsent };
  readonly messages: Map<string, OutboundMessage>;
};

type Of<Type extends OutreachEvent['type']> = Extract<OutreachEvent, { type: Type }>['data'];
type Evolve = { readonly [T in OutreachEvent['type']]: (outreach: Outreach, data: Of<T>) => void };

const begin =
  (status: MessageStatus) =>
  (outreach: Outreach, data: Of<'MessageSuggested'> & { readonly templateId?: string }): void => {
    const { messageId, kind, occasion, on, usefulUntil, staffId, at, templateId = null } = data;
    outreach.messages.set(messageId, { status, kind, occasion, on, usefulUntil, staffId, at, templateId });
  };
const become =
  (status: MessageStatus) =>
  (outreach: Outreach, { messageId }: { readonly messageId: string }): void => {
    change(outreach, messageId, { status });
  };
function change({ messages }: Outreach, messageId: string, changes: Partial<OutboundMessage>): void {
  const message = messages.get(messageId);
  if (message) Object.assign(message, changes);
}

const evolve: Evolve = {
  ContactNoted: (outreach, { name, phone, hasPhone, at }) => {
    if (name !== undefined) outreach.nameAt = at;
    if (phone === undefined && hasPhone === undefined) return;
    outreach.phoneAt = at;
    outreach.hasPhone = hasPhone ?? false;
  },
  ConsentNoted: ({ consents }, { purpose, state, at }) => void (consents[purpose] = { state, at }),
  MaintainerNoted: (outreach, { maintainer }) => void (outreach.maintainer = maintainer),
  RecipientForgotten: (outreach) => void Object.assign(outreach, { forgotten: true, hasPhone: false }),
  MessageSuggested: begin('suggested'),
  MessageRequested: begin('requested'),
  MessageScheduled: (outreach, { messageId, templateId, kind, scheduledFor: at }) =>
    change(outreach, messageId, { status: 'scheduled', templateId, kind, at }),
  MessageHandedOver: (outreach, { messageId, staffId }) => change(outreach, messageId, { staffId }),
  MessageSuppressed: become('suppressed'),
  DispatchStarted: (outreach, { messageId, kind, at }) =>
    change(outreach, messageId, { status: 'dispatching', kind, at }),
  OutcomeUnknown: become('unknown'),
  MessageDispatched: become('dispatched'),
  MessageDelivered: become('delivered'),
  MessageFailed: become('failed'),
  OptOutReceived: () => undefined,
};

export const outreach: Aggregate<Outreach, OutreachEvent> = {
  name: 'outreach',
  initial: () => ({
    forgotten: false,
    hasPhone: false,
    nameAt: '',
    phoneAt: '',
    maintainer: null,
    consents: {},
    messages: new Map(),
  }),
  evolve(state, { type, data }) {
    (evolve[type] as (outreach: Outreach, data: OutreachEvent['data']) => void)(state, data);
    return state;
  },
  schemas: outreachSchemas,
};

/** Not yet on its way: consent, erasure or a decision may still stop it. */
export const isOpen = ({ status }: OutboundMessage): boolean =>
  status === 'suggested' || status === 'requested' || status === 'scheduled';
