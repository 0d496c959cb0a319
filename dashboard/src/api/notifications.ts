import type { MessageKind } from '@pcrm/contracts';
import { change, read, type CommandAnswer, type Page } from './http.js';

type Asking = { readonly signal?: AbortSignal };
export const MESSAGE_VIEWS = ['waiting', 'outbox', 'suppressed'] as const;
export type MessageView = (typeof MESSAGE_VIEWS)[number];
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
/** A message to a client, without its text. */
export type MessageLine = {
  readonly messageId: string;
  readonly clientId: string;
  /** Masked; null when the client is not within the scope any more. */
  readonly clientName: string | null;
  readonly clientPhone: string | null;
  readonly kind: MessageKind;
  readonly occasion: string;
  readonly on: string;
  readonly status: MessageStatus;
  readonly staffId: string;
  readonly requestedAt: string;
  readonly usefulUntil: string;
  readonly scheduledFor: string | null;
  readonly startedAt: string | null;
  readonly deliveredAt: string | null;
  readonly reasonCode: string | null;
};
const PATHS: { readonly [V in MessageView]: string } = {
  waiting: 'outbound-messages/waiting',
  outbox: 'outbound-messages',
  suppressed: 'outbound-messages/suppressed',
};
export const messages = (
  view: MessageView,
  after: string | undefined,
  asking: Asking = {},
): Promise<Page<MessageLine>> => read(PATHS[view], { ...asking, view: 'outbox', query: { after, limit: 100 } });
/** The text as it would leave, name masked, with how many SMS it takes (70 characters, then 67 each). */
export type Preview = { readonly text: string; readonly segments: number };
export const previewMessage = (messageId: string, asking: Asking = {}): Promise<Preview> =>
  read(`outbound-messages/${messageId}/preview`, asking);
export const confirmMessage = (messageId: string, commandId: string): Promise<CommandAnswer> =>
  change('POST', `outbound-messages/${messageId}/confirm`, { commandId });
export const declineMessage = (messageId: string, reason: string, commandId: string): Promise<CommandAnswer> =>
  change('POST', `outbound-messages/${messageId}/decline`, { body: { reason }, commandId });

/** 提醒 to the head, until its cause is gone: a potential client without a manager after one workday (A3). */
export type Alert = {
  readonly alertId: string;
  readonly clientId: string;
  readonly clientName: string | null;
  readonly outletId: string;
  readonly reasonCode: string;
  readonly raisedAt: string;
};
export const alerts = (asking: Asking = {}): Promise<Page<Alert>> =>
  read('alerts', { ...asking, view: 'alert-list', query: { limit: 50 } });
export const acknowledgeAlert = (alertId: string, commandId: string): Promise<CommandAnswer> =>
  change('POST', `alerts/${alertId}/acknowledge`, { commandId });
