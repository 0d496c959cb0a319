import { Refusal } from '@pcrm/event-sourcing';
import { dayNumber, EARLIEST_DATE, toShanghaiDate, type ImportantDay } from '@pcrm/contracts';
import { client, minimumMissing, type Client } from './client.js';
import type { FileFields, FileUpdated, ImportantDateRecorded } from './client.events.js';

/** Changes to the file and the birthday. */
export type FileChange = FileFields & { readonly birthday?: ImportantDay | null };

const SOLAR_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A day that can be: solar months have 28 to 31 days, lunar ones at most 30; with a year, one of that year, from 1900 on. */
export function isImportantDay({ calendar, month, day, year }: ImportantDay): boolean {
  const longest = calendar === 'lunar' ? 30 : (SOLAR_DAYS[month - 1] ?? 0);
  if (month < 1 || month > 12 || day < 1 || day > longest) return false;
  return year === undefined || isOfYear(calendar, dateIn(year, month, day));
}
const isOfYear = (calendar: ImportantDay['calendar'], date: string): boolean =>
  date >= EARLIEST_DATE && (calendar === 'lunar' || !Number.isNaN(dayNumber(date)));

/** Whether a day with its year may have come by `today`, a date in Shanghai; a lunar date is never written with a later number than its solar one. */
export const isPast = ({ month, day, year }: ImportantDay, today: string): boolean =>
  year === undefined || dateIn(year, month, day) <= today;

const two = (n: number): string => String(n).padStart(2, '0');
const dateIn = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** The facts that make a file say what a change says: only what differs, and what the minimum then lacks. */
export function fileFacts(
  clientId: string,
  state: Client,
  { birthday, ...fields }: FileChange,
  at: string,
): readonly (FileUpdated | ImportantDateRecorded)[] {
  if (birthday && !(isImportantDay(birthday) && isPast(birthday, toShanghaiDate(at))))
    throw new Refusal('client.no-such-day');
  const names = Object.keys(fields) as (keyof FileFields)[];
  const changed = Object.fromEntries(
    names.filter((name) => !same(fields[name], state[name])).map((name) => [name, fields[name]]),
  );
  const dated = birthday !== undefined && !same(birthday, state.birthday);
  if (!dated && Object.keys(changed).length === 0) return [];
  const date: readonly ImportantDateRecorded[] = dated
    ? [{ type: 'ImportantDateRecorded', data: { clientId, kind: 'birthday', date: birthday, recordedOn: at } }]
    : [];
  const after = date.reduce<Client>((known, fact) => client.evolve(known, fact), { ...state, ...changed });
  return [
    ...date,
    { type: 'FileUpdated', data: { clientId, ...changed, minimumMissing: minimumMissing(after), updatedAt: at } },
  ];
}
