import {
  EARLIEST_DATE,
  isPlainName,
  isVisible,
  STAFF_ROLES,
  type CsvRow,
  type Reason,
  type RejectedLine,
  type StaffRole,
} from '@pcrm/contracts';
import type { Post } from './staff-member.events.js';

export const STAFF_COLUMNS = ['staffId', 'name', 'outletId', 'role', 'capacityPercent', 'joinedOn'] as const;
export const OUTLET_COLUMNS = ['outletId', 'name'] as const;

/** Largest file of staff or outlets. */
export const LARGEST_BYTES = 4 * 1_024 * 1_024;

/** A line of the staff file, its fields checked. */
export type StaffLine = Post & { readonly staffId: string; readonly name: string; readonly joinedOn: string };
export type OutletLine = { readonly outletId: string; readonly name: string };

/** What is wrong with a field, or undefined. */
type Check = (text: string) => Reason | undefined;
const LONGEST_CODE = 32;
const code: Check = (text) => {
  if (text.length > LONGEST_CODE) return 'value.too-long';
  return /^[A-Za-z0-9][A-Za-z0-9-]*$/.test(text) ? undefined : 'code.bad';
};
const optional =
  (check: Check): Check =>
  (text) =>
    text === '' ? undefined : check(text);
const name =
  (longest: number): Check =>
  (value) => {
    if (!isVisible(value)) return 'value.missing';
    if ([...value].length > longest) return 'value.too-long';
    return isPlainName(value) ? undefined : 'value.hidden-characters';
  };
const role: Check = (value) => ((STAFF_ROLES as readonly string[]).includes(value) ? undefined : 'role.unknown');
const percent: Check = (value) =>
  /^\d{2,3}$/.test(value) && Number(value) >= 50 && Number(value) <= 150 ? undefined : 'capacity.out-of-range';
const date: Check = (value) =>
  /^\d{4}-\d{2}-\d{2}$/.test(value) && new Date(`${value}T00:00:00.000Z`).toJSON()?.slice(0, 10) === value
    ? value < EARLIEST_DATE
      ? 'date.too-old'
      : undefined
    : 'date.bad';

const STAFF_CHECKS: { readonly [C in (typeof STAFF_COLUMNS)[number]]: Check } = {
  staffId: code,
  name: name(40),
  outletId: optional(code),
  role,
  capacityPercent: optional(percent),
  joinedOn: date,
};
const OUTLET_CHECKS: { readonly [C in (typeof OUTLET_COLUMNS)[number]]: Check } = { outletId: code, name: name(80) };

const firstWrong = (row: CsvRow, checks: { readonly [column: string]: Check }): RejectedLine | undefined => {
  for (const [field, check] of Object.entries(checks)) {
    const reason = check(row.cells[field] ?? '');
    if (reason !== undefined) return { line: row.line, field, reason, text: row.text };
  }
  return undefined;
};

/** A line of the staff file, or what is wrong with it. No capacity means 100 %; no outlet is for staff of the branch. */
export function staffLine(row: CsvRow, today: string): StaffLine | RejectedLine {
  const wrong = firstWrong(row, STAFF_CHECKS);
  if (wrong) return wrong;
  const cell = (column: (typeof STAFF_COLUMNS)[number]): string => row.cells[column] ?? '';
  const [staffId, name, joinedOn] = [cell('staffId'), cell('name'), cell('joinedOn')];
  if (joinedOn > today) return { line: row.line, field: 'joinedOn', reason: 'date.in-the-future', text: row.text };
  const capacityPercent = Number(cell('capacityPercent') || '100');
  return {
    staffId,
    name,
    joinedOn,
    outletId: cell('outletId') || null,
    role: cell('role') as StaffRole,
    capacityPercent,
  };
}

/** A line of the outlet file, or what is wrong with it. */
export function outletLine(row: CsvRow): OutletLine | RejectedLine {
  const { outletId = '', name = '' } = row.cells;
  return firstWrong(row, OUTLET_CHECKS) ?? { outletId, name };
}
