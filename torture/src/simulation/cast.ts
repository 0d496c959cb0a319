import { addDays, shanghaiInstant } from '@pcrm/contracts';
import type { Identity } from '@pcrm/platform';

/** The days of a run: a Friday and the week with the end of June, so that weeks, a month and a quarter end. */
export const DAYS = ['2026-06-26', '2026-06-29', '2026-06-30', '2026-07-01', '2026-07-02'] as const;
export const OUTLETS = ['N1', 'N2'] as const;

const inOutlet = (role: Identity['role'], outletId: string, end: string): Identity => ({ staffId: `${outletId}-${end}`, role, outletId }); // prettier-ignore
export const head = (outletId: string): Identity => inOutlet('outletHead', outletId, 'H');
export const manager = (outletId: string, nth: number): Identity => inOutlet('clientManager', outletId, `M${String(nth)}`); // prettier-ignore
export const administrator: Identity = { staffId: 'B-4', role: 'administrator' };
export const analyst: Identity = { staffId: 'B-2', role: 'branchAnalyst' };
export const branchManager: Identity = { staffId: 'B-1', role: 'branchManager' };
export const core: Identity = { staffId: 'core-banking', role: 'system' };

export const OUTLET_LINES = ['outletId,name', ...OUTLETS.map((id) => `${id},${id}支行`)];
const ROLES = [
  ['H', 'outletHead'],
  ['M1', 'clientManager'],
  ['M2', 'clientManager'],
  ['L', 'lobbyManager'],
  ['T', 'teller'],
  ['F', 'financialAdviser'],
] as const;
const ROLE_NAMES = { H: '负责人', M1: '经理甲', M2: '经理乙', L: '大堂', T: '柜员', F: '理财' } as const;
export const STAFF_LINES = [
  'staffId,name,outletId,role,capacityPercent,joinedOn',
  ...OUTLETS.flatMap((outlet) => ROLES.map(([end, role]) => `${outlet}-${end},${ROLE_NAMES[end]},${outlet},${role},100,2026-01-05`)), // prettier-ignore
];
export const STAFF_ENDS = ROLES.map(([end]) => end);

const CLIENT_COLUMNS = 'clientNo,outletId,name,phone,idNumber,birthday,birthdayCalendar,tier,signedOn,openingAverageFen,occupation,orientation,preferredChannel,consents'; // prettier-ignore
export const clientLines = (lines: readonly string[]): readonly string[] => [CLIENT_COLUMNS, ...lines];
export const FEED_COLUMNS = 'type,source,sequence,clientNo,assetClass,businessDate,balanceFen,currency,outletId';

/** An instant of a run: so many hours into a day. */
export const at = (day: number, hour: number): string => {
  const date = DAYS[day];
  return shanghaiInstant(date ?? addDays(DAYS.at(-1) ?? '', day - DAYS.length + 1), hour);
};
