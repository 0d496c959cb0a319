import { change, read, type CommandAnswer, type Page } from './http.js';
import type { Offered } from './offered.js';

type Asking = { readonly signal?: AbortSignal };
export const MESSAGE_VIEWS = ['waiting', 'outbox', 'suppressed'] as const;
export type MessageView = (typeof MESSAGE_VIEWS)[number];
export type MessageStatus = Offered['MessageStatus'];
/** A message to a client, without its text. */
export type MessageLine = Offered['OutboxItem'];
const PATHS = {
  waiting: 'outbound-messages/waiting',
  outbox: 'outbound-messages',
  suppressed: 'outbound-messages/suppressed',
} as const satisfies { readonly [V in MessageView]: string };
export const messages = (
  view: MessageView,
  after: string | undefined,
  asking: Asking = {},
): Promise<Page<MessageLine>> => read(PATHS[view], { ...asking, view: 'outbox', query: { after, limit: 100 } });
/** The text as it would leave, name masked, with how many SMS it takes (70 characters, then 67 each). */
export type Preview = Offered['Preview'];
export const previewMessage = (messageId: string, asking: Asking = {}): Promise<Preview> =>
  read(`outbound-messages/${messageId}/preview`, asking);
export const confirmMessage = (messageId: string, commandId: string): Promise<CommandAnswer> =>
  change('POST', `outbound-messages/${messageId}/confirm`, { commandId });
export const declineMessage = (messageId: string, reason: string, commandId: string): Promise<CommandAnswer> =>
  change('POST', `outbound-messages/${messageId}/decline`, { body: { reason }, commandId });

/** 提醒 to the head, until its cause is gone: a potential client without a manager after one workday (A3). */
export type Alert = Offered['AlertItem'];
export const alerts = (outletId: string | undefined, asking: Asking = {}): Promise<Page<Alert>> =>
  read('alerts', { ...asking, view: 'alert-list', query: { outletId, limit: 200 } });
export const acknowledgeAlert = (alertId: string, commandId: string): Promise<CommandAnswer> =>
  change('POST', `alerts/${alertId}/acknowledge`, { commandId });
