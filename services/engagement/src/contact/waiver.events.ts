import type { Fact, Schemas } from '@pcrm/event-sourcing';

export const WAIVABLE = ['C3', 'C4', 'C5'] as const;
export type WaivableRule = (typeof WAIVABLE)[number];

/** The head let a duty of one month go; `reason` is free text and sealed. */
export type DutyWaived = Fact<
  'DutyWaived',
  { clientId: string; rule: WaivableRule; period: string; reason: string; waivedBy: string; at: string }
>;
export const waiverSchemas: Schemas<DutyWaived['type']> = {
  DutyWaived: { personal: { subject: 'clientId', profile: ['reason'] } },
};

/** Leave 休假 of a member of staff, first to last day. */
export type LeaveTaken = Fact<
  'LeaveTaken',
  { leaveId: string; staffId: string; from: string; to: string; recordedBy: string; at: string }
>;
/** The leave was taken back; its dates once more, so that it can be said. */
export type LeaveCancelled = Fact<
  'LeaveCancelled',
  { leaveId: string; staffId: string; from: string; to: string; at: string }
>;
