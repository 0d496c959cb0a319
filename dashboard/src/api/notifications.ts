import type { MessageKind } from '@pcrm/contracts';
import { change, read, type CommandAnswer, type Page } from './http.js';

type Asking = { readonly signal?: AbortSignal };
export const MESSAGE_VIEWS = ['waiting', 'outbox', 'suppressed'] as const;
export type MessageView = (typeof MESSAGE_VIEWS)[number];
export const MESSAGE_STATES = [
  'suggested',
  'requested',
  'scheduled',
  'dispatching',
  'dispatched',
  'delivered',
  'failed',
  'unknown',
  'suppressed',
  'lapsed',
] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];
/** A message to a client, without its text. */
export type MessageLine = {
  readonly messageId: string;
  readonly clientId: string;
  readonly clientName: string | null;
  readonly phone: string | null;
  readonly kind: MessageKind;
  readonly occasion: string;
  readonly state: MessageState;
  readonly reasonCode: string | null;
  readonly staffId: string | null;
  readonly at: string;
  readonly usefulUntil: string | null;
};
export const messages = (
  view: MessageView,
  after: string | undefined,
  asking: Asking = {},
): Promise<Page<MessageLine>> =>
  read('outbound-messages', { ...asking, view: 'outbox', query: { view, after, limit: 100 } });
/** The text as it would leave now, with how many SMS it takes (70 characters, then 67 each). */
export type Preview = { readonly text: string; readonly characters: number; readonly segments: number };
export const previewMessage = (messageId: string, asking: Asking = {}): Promise<Preview> =>
  read(`outbound-messages/${messageId}/preview`, asking);
export const confirmMessage = (messageId: string, commandId: string): Promise<CommandAnswer> =>
  change('POST', `outbound-messages/${messageId}/confirm`, { commandId });
export const declineMessage = (messageId: string, reason: string, commandId: string): Promise<CommandAnswer> =>
  change('POST', `outbound-messages/${messageId}/decline`, { body: { reason }, commandId });

/** 提醒 to the head: a potential client without a manager after one workday (A3). */
export type Alert = {
  readonly alertId: string;
  readonly clientId: string;
  readonly clientName: string | null;
  readonly outletId: string;
  readonly reasonCode: string;
  readonly raisedAt: string;
  readonly acknowledgedAt: string | null;
};
export const alerts = (asking: Asking = {}): Promise<Page<Alert>> =>
  read('alerts', { ...asking, view: 'alerts', query: { limit: 50 } });
export const acknowledgeAlert = (alertId: string, commandId: string): Promise<CommandAnswer> =>
  change('POST', `alerts/${alertId}/acknowledge`, { commandId });
