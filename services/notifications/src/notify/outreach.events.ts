import type { ConsentState, MessageKind } from '@pcrm/contracts';
import type { Fact, Schemas } from '@pcrm/event-sourcing';

type OfClient = { readonly clientId: string };
type OfMessage = OfClient & { readonly messageId: string; readonly at: string };

/** How the client is called and reached, as `clients` said it. What is absent did not change; null: there is none any more. */
export type ContactNoted = Fact<
  'ContactNoted',
  OfClient & {
    readonly name?: string | null;
    readonly phone?: string | null;
    readonly hasPhone?: boolean;
    readonly at: string;
  }
>;
/** What the client said about SMS of one purpose, as `clients` said it. */
export type ConsentNoted = Fact<
  'ConsentNoted',
  OfClient & { readonly purpose: MessageKind; readonly state: ConsentState; readonly at: string }
>;
export type Maintainer = { readonly staffId: string; readonly outletId: string };
/** Who looks after the client 管户人, as `allocation` said it; null: nobody. */
export type MaintainerNoted = Fact<
  'MaintainerNoted',
  OfClient & { readonly maintainer: Maintainer | null; readonly at: string }
>;
/** The client's data may no longer be used. */
export type RecipientForgotten = Fact<'RecipientForgotten', OfClient & { readonly at: string }>;

export type Asked = OfMessage &
  Maintainer & {
    readonly kind: MessageKind;
    readonly occasion: string;
    /** The day it is for. */
    readonly on: string;
    readonly usefulUntil: string;
  };
/** The platform suggests a message: it waits for the maintainer's yes. */
export type MessageSuggested = Fact<'MessageSuggested', Asked>;
/** A member of staff asks for a message: the asking is the yes. `values` may be personal. */
export type MessageRequested = Fact<
  'MessageRequested',
  Asked & {
    readonly templateId: string;
    readonly values: { readonly [variable: string]: string } | null;
    readonly requestedBy: string;
  }
>;
/** The yes, or putting off: it leaves at `scheduledFor` with this template, as this kind. */
export type MessageScheduled = Fact<
  'MessageScheduled',
  OfMessage & {
    readonly templateId: string;
    readonly kind: MessageKind;
    readonly scheduledFor: string;
    readonly because: 'confirmed' | 'requested' | 'window';
    readonly by: string;
  }
>;
/** The client has another maintainer, whose yes is asked for now. */
export type MessageHandedOver = Fact<'MessageHandedOver', OfMessage & Maintainer>;
/** It will not be sent. `note`: what the one who declined wrote. */
export type MessageSuppressed = Fact<
  'MessageSuppressed',
  OfMessage & { readonly reasonCode: string; readonly by?: string; readonly note?: string | null }
>;
/** About to be handed to the gateway under this key: never to be sent again, whatever happens. */
export type DispatchStarted = Fact<'DispatchStarted', OfMessage & { readonly key: string; readonly kind: MessageKind }>;
/** Nobody knows whether the gateway took it. */
export type OutcomeUnknown = Fact<'OutcomeUnknown', OfMessage>;
/** The gateway took it. */
export type MessageDispatched = Fact<'MessageDispatched', OfMessage>;
/** The receipt says it arrived. */
export type MessageDelivered = Fact<'MessageDelivered', OfMessage>;
/** The gateway refused it, or the receipt says it did not arrive. */
export type MessageFailed = Fact<'MessageFailed', OfMessage & { readonly reasonCode: string }>;
/** The client answered a message with an opt-out word. */
export type OptOutReceived = Fact<'OptOutReceived', OfMessage>;

export type OutreachEvent =
  | ContactNoted
  | ConsentNoted
  | MaintainerNoted
  | RecipientForgotten
  | MessageSuggested
  | MessageRequested
  | MessageScheduled
  | MessageHandedOver
  | MessageSuppressed
  | DispatchStarted
  | OutcomeUnknown
  | MessageDispatched
  | MessageDelivered
  | MessageFailed
  | OptOutReceived;

/** Names and phones with the identity key; what staff wrote with the profile key. */
export const outreachSchemas: Schemas<OutreachEvent['type']> = {
  ContactNoted: { personal: { subject: 'clientId', identity: ['name', 'phone'] } },
  MessageRequested: { personal: { subject: 'clientId', profile: ['values'] } },
  MessageSuppressed: { personal: { subject: 'clientId', profile: ['note'] } },
};
