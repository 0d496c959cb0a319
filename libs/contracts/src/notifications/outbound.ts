import { IsBoolean, IsIn, IsString } from 'class-validator';
import { defineMessage } from '../define-message.js';
import { IsBusinessDate, IsCode, IsInstant, IsOptional, IsUUID } from '../fields.js';
import { MESSAGE_KINDS, type MessageKind } from '../vocabulary/outreach.js';
import { CHANNELS, type Channel } from '../vocabulary/people.js';

/** A message to a client was suggested or asked for. No text travels here: who may read it reads it in `notifications`. Keyed by clientId, like all of them. */
export class MessageRequested {
  @IsUUID() messageId!: string;
  @IsUUID() clientId!: string;
  @IsIn(MESSAGE_KINDS) kind!: MessageKind;
  @IsIn(CHANNELS) channel!: Channel;
  /** What it is about: `birthday`, `maturity`, … */
  @IsString() occasion!: string;
  /** The day it is for: it does not leave before. */
  @IsBusinessDate() on!: string;
  /** Who looks after the client, and where: their yes is asked for. */
  @IsCode() staffId!: string;
  @IsCode() outletId!: string;
  /** Suggested: waits for the yes of that member of staff. */
  @IsBoolean() waiting!: boolean;
  /** After this instant it is of no use and lapses. */
  @IsInstant() usefulUntil!: string;
  @IsInstant() requestedAt!: string;
}
export const messageRequested = defineMessage({
  type: 'MessageRequested',
  source: 'notifications',
  keyedBy: ({ clientId }: MessageRequested) => clientId,
  data: MessageRequested,
});

class AboutMessage {
  @IsUUID() messageId!: string;
  @IsUUID() clientId!: string;
  @IsInstant() at!: string;
}

/** The yes was given, or the hour was wrong: it leaves at `scheduledFor`, if consent, window and caps still allow it then. Said again when it is put off; the newest holds. */
export class MessageScheduled extends AboutMessage {
  /** As what it leaves: a greeting that names a product is marketing. */
  @IsIn(MESSAGE_KINDS) kind!: MessageKind;
  @IsInstant() scheduledFor!: string;
}
export const messageScheduled = defineMessage({
  type: 'MessageScheduled',
  source: 'notifications',
  keyedBy: ({ clientId }: MessageScheduled) => clientId,
  data: MessageScheduled,
});

/** The client has another maintainer: it waits for that one's yes now. */
export class MessageHandedOver extends AboutMessage {
  @IsCode() staffId!: string;
  @IsCode() outletId!: string;
}
export const messageHandedOver = defineMessage({
  type: 'MessageHandedOver',
  source: 'notifications',
  keyedBy: ({ clientId }: MessageHandedOver) => clientId,
  data: MessageHandedOver,
});

/** It will not be sent, and why: `consent.missing`, `consent.withdrawn`, `cap.reached`, `client.no-phone`, `declined`, `lapsed` … */
export class MessageSuppressed extends AboutMessage {
  @IsString() reasonCode!: string;
}
export const messageSuppressed = defineMessage({
  type: 'MessageSuppressed',
  source: 'notifications',
  keyedBy: ({ clientId }: MessageSuppressed) => clientId,
  data: MessageSuppressed,
});

/** It is about to be handed to the SMS gateway: from here on it is never sent again, whatever happens. */
export class MessageDispatchStarted extends AboutMessage {}
export const messageDispatchStarted = defineMessage({
  type: 'MessageDispatchStarted',
  source: 'notifications',
  keyedBy: ({ clientId }: MessageDispatchStarted) => clientId,
  data: MessageDispatchStarted,
});

/** Nobody knows whether the SMS gateway took it: it is asked for the receipt. */
export class MessageOutcomeUnknown extends AboutMessage {}
export const messageOutcomeUnknown = defineMessage({
  type: 'MessageOutcomeUnknown',
  source: 'notifications',
  keyedBy: ({ clientId }: MessageOutcomeUnknown) => clientId,
  data: MessageOutcomeUnknown,
});

/** Handed to the SMS gateway. */
export class MessageDispatched extends AboutMessage {}
export const messageDispatched = defineMessage({
  type: 'MessageDispatched',
  source: 'notifications',
  keyedBy: ({ clientId }: MessageDispatched) => clientId,
  data: MessageDispatched,
});

/** The gateway's receipt says it arrived. */
export class MessageDelivered extends AboutMessage {}
export const messageDelivered = defineMessage({
  type: 'MessageDelivered',
  source: 'notifications',
  keyedBy: ({ clientId }: MessageDelivered) => clientId,
  data: MessageDelivered,
});

/** The gateway refused it or could not deliver it. */
export class MessageFailed extends AboutMessage {
  @IsString() reasonCode!: string;
}
export const messageFailed = defineMessage({
  type: 'MessageFailed',
  source: 'notifications',
  keyedBy: ({ clientId }: MessageFailed) => clientId,
  data: MessageFailed,
});

/** The client answered with the opt-out word 退订: `clients` withdraws the consent. */
export class OptOutReceived {
  @IsUUID() clientId!: string;
  @IsIn(CHANNELS) channel!: Channel;
  @IsOptional() @IsIn(MESSAGE_KINDS) kind?: MessageKind;
  @IsInstant() receivedAt!: string;
}
export const optOutReceived = defineMessage({
  type: 'OptOutReceived',
  source: 'notifications',
  keyedBy: ({ clientId }: OptOutReceived) => clientId,
  data: OptOutReceived,
});
