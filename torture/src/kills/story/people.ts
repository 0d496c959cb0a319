import { addDays, clientIdOf } from '@pcrm/contracts';
import type { Identity } from '@pcrm/platform';

export const administrator: Identity = { staffId: 'BR-04', role: 'administrator' };
export const analyst: Identity = { staffId: 'BR-02', role: 'branchAnalyst' };
export const branchManager: Identity = { staffId: 'b-1', role: 'branchManager' };
export const OUTLET_IDS = ['N01', 'N02'] as const;
const MANAGERS_EACH = 3;

export const headOf = (outletId: string): Identity => ({ staffId: `h-${outletId}`, role: 'outletHead', outletId });
export const managerOf = (outletId: string, staffId: string): Identity => ({
  staffId,
  role: 'clientManager',
  outletId,
});
export const managersOf = (outletId: string): readonly string[] =>
  Array.from({ length: MANAGERS_EACH }, (_, nth) => `m-${outletId}-${String(nth + 1)}`);

/** First day of the story. */
export const FIRST_DAY = '2026-06-01';
/** Days after which birthdays come round again: several fall on each day. */
const BIRTHDAYS = 24;
/** Days before a birthday on which its greeting is suggested. */
export const LEAD_DAYS = 3;

export type Client = {
  readonly clientNo: string;
  readonly clientId: string;
  readonly outletId: string;
  /** Signed as gold and assigned to a manager; the others are unknown until their balances make them potential. */
  readonly signed: boolean;
  /** Day of the story, from 0, on which the birthday falls. */
  readonly birthdayOn: number;
};

/** `each`: clients of an outlet, a sixth of them not signed. */
export const clientsOf = (outletId: string, each: number): readonly Client[] =>
  Array.from({ length: each }, (_, nth) => {
    const clientNo = `${outletId}K${String(nth + 1).padStart(4, '0')}`;
    const birthdayOn = LEAD_DAYS + 1 + (nth % BIRTHDAYS);
    return { clientNo, clientId: clientIdOf(clientNo), outletId, signed: nth % 6 !== 5, birthdayOn };
  });

export const OUTLETS_CSV = ['outletId,name', ...OUTLET_IDS.map((id) => `${id},${id}支行`), ''].join('\n');
export const STAFF_CSV = [
  'staffId,name,outletId,role,capacityPercent,joinedOn',
  ...OUTLET_IDS.flatMap((id) => [
    `h-${id},陈静,${id},outletHead,100,2026-01-05`,
    ...managersOf(id).map((staffId) => `${staffId},李明,${id},clientManager,100,2026-01-05`),
  ]),
  'b-1,何军,,branchManager,100,2026-01-05',
  '',
].join('\n');

const COLUMNS =
  'clientNo,outletId,name,phone,idNumber,birthday,birthdayCalendar,tier,signedOn,openingAverageFen,occupation,orientation,preferredChannel,consents';
const lineOf = ({ clientNo, outletId, signed, birthdayOn }: Client): string => {
  const birthday = `1980-${addDays(FIRST_DAY, birthdayOn).slice(5)}`;
  const standing = signed ? 'gold,2025-01-01,30000000' : ',,0';
  const person = `王小芳,13812345678,450100198001021234,${birthday},solar`;
  return `${clientNo},${outletId},${person},${standing},executive,value,phone,greeting:sms=granted`;
};
export const clientsCsv = (clients: readonly Client[]): string => [COLUMNS, ...clients.map(lineOf), ''].join('\n');

/** One client signed as gold, born on this day. */
export const clientsWith = (clientNo: string, outletId: string, birthday: string): string => {
  const line = lineOf({ clientNo, clientId: clientIdOf(clientNo), outletId, signed: true, birthdayOn: 0 });
  return [COLUMNS, line.replace(/1980-\d\d-\d\d/, birthday), ''].join('\n');
};

const FEED_COLUMNS = 'type,source,sequence,clientNo,assetClass,businessDate,balanceFen,currency,outletId';
export type Balance = {
  readonly clientNo: string;
  readonly fen: number;
  readonly date: string;
  readonly sequence: number;
};
/** `sequence` says which word for a client's day is the later. */
export const balancesCsv = (balances: readonly Balance[]): string => {
  const lines = balances.map(
    ({ clientNo, fen, date, sequence }) =>
      `balance,core,${String(sequence)},${clientNo},deposit,${date},${String(fen)},CNY,`,
  );
  return [FEED_COLUMNS, ...lines, ''].join('\n');
};
export const closingCsv = (date: string): string => [FEED_COLUMNS, `close,,,,,${date},,,`, ''].join('\n');
