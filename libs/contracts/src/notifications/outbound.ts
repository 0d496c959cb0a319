import { IsIn, IsString } from 'class-validator';
import { defineMessage } from '../define-message.js';
import { IsCode, IsInstant, IsOptional, IsUUID } from '../fields.js';
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

/** 提醒 to a member of staff. Keyed by clientId. */
export class AlertRaised {
  @IsUUID() alertId!: string;
  @IsUUID() clientId!: string;
  @IsCode() outletId!: string;
  @IsString() reasonCode!: string;
  @IsInstant() raisedAt!: string;
}
export const alertRaised = defineMessage({
  type: 'AlertRaised',
  source: 'notifications',
  keyedBy: ({ clientId }: AlertRaised) => clientId,
  data: AlertRaised,
});
