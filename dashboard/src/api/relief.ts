import { change, read, type CommandAnswer } from './http.js';

type Asking = { readonly signal?: AbortSignal };
/** What the head may let go for a month; C1 and C2 never (C9). */
export type WaivableRule = 'C3' | 'C4' | 'C5';
/** `reason` is null once the client is erased. */
export type Waiver = {
  readonly rule: WaivableRule;
  readonly period: string;
  readonly reason: string | null;
  readonly waivedBy: string;
  readonly at: string;
};
export const waiversOf = (clientId: string, asking: Asking = {}): Promise<{ readonly items: readonly Waiver[] }> =>
  read('waivers', { ...asking, query: { clientId } });
export const waiveDuty = (
  body: {
    readonly clientId: string;
    readonly rule: WaivableRule;
    readonly period: string;
    readonly reason: string;
  },
  commandId: string,
): Promise<CommandAnswer> => change('POST', 'waivers', { body, commandId });

/** 休假 from its first to its last day: C1 and C2 are pro-rated for it. */
export type Leave = { readonly leaveId: string; readonly from: string; readonly to: string };
export const takeLeave = (
  body: { readonly staffId: string; readonly from: string; readonly to: string },
  commandId: string,
): Promise<CommandAnswer> => change('POST', 'leaves', { body, commandId });
export const cancelLeave = (
  body: { readonly staffId: string; readonly leaveId: string },
  commandId: string,
): Promise<CommandAnswer> => change('POST', 'leaves/cancel', { body, commandId });
