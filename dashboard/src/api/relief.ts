import { change, read, type CommandAnswer } from './http.js';
import type { Offered } from './offered.js';

type Asking = { readonly signal?: AbortSignal };
/** What the head may let go for a month; C1 and C2 never (C9). */
export type WaivableRule = Offered['WaivableRule'];
/** `reason` is null once the client is erased. */
export type Waiver = Offered['Waiver'];
export const waiversOf = (clientId: string, asking: Asking = {}): Promise<{ readonly items: readonly Waiver[] }> =>
  read('waivers', { ...asking, query: { clientId } });
export const waiveDuty = (body: Offered['WaiveDutyRequest'], commandId: string): Promise<CommandAnswer> =>
  change('POST', 'waivers', { body, commandId });

/** 休假 from its first to its last day: C1 and C2 are pro-rated for it. */
export type Leave = Offered['ShownLeave'];
export const takeLeave = (body: Offered['TakeLeaveRequest'], commandId: string): Promise<CommandAnswer> =>
  change('POST', 'leaves', { body, commandId });
export const cancelLeave = (body: Offered['CancelLeaveRequest'], commandId: string): Promise<CommandAnswer> =>
  change('POST', 'leaves/cancel', { body, commandId });
