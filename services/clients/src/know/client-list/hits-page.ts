import { BadCursor } from '@pcrm/event-sourcing';
import type { ClientSort } from './client-list.query.js';
import type { ClientRow } from './client-row.js';

export type HitsQuery = { readonly sort: ClientSort; readonly limit: number; readonly after?: string };
export type HitsPage = { readonly rows: readonly ClientRow[]; readonly next?: string };

const DIGITS = 16;
/** What hits are sorted by, as texts that sort alike. */
const sortedBy: { readonly [S in ClientSort]: (row: ClientRow) => string } = {
  average: ({ _averageFen }) => String(_averageFen).padStart(DIGITS, '0'),
  number: ({ clientNo = '' }) => clientNo,
  changed: ({ changedAt }) => changedAt,
};

/** One page of all hits in the order of the client list: average and last change greatest first, numbers smallest first. */
export function hitsPage(hits: readonly ClientRow[], { sort, limit, after }: HitsQuery): HitsPage {
  const isFirst = (a: string, b: string): boolean => (sort === 'number' ? a < b : a > b);
  const placed = hits
    .map((row) => ({ row, place: `${sortedBy[sort](row)} ${row.clientId}` }))
    .toSorted((a, b) => (isFirst(a.place, b.place) ? -1 : 1));
  const from = after === undefined ? undefined : placeAt(after);
  const rest = from === undefined ? placed : placed.filter(({ place }) => isFirst(from, place));
  const shown = rest.slice(0, limit);
  const last = rest.length > limit ? shown.at(-1) : undefined;
  return { rows: shown.map(({ row }) => row), ...(last && { next: Buffer.from(last.place).toString('base64url') }) };
}

/** Where the page before ended. */
function placeAt(cursor: string): string {
  const place = Buffer.from(cursor, 'base64url').toString();
  if (/^\S* [\da-f-]{36}$/.test(place)) return place;
  throw new BadCursor('this cursor belongs to no page of this list');
}
