import type { Day } from '../calendar.js';

/**
 * The cells of one asset class, by day: balance in fen and the order of the record that set it (rank of its source, then sequence).
 * Three columns of equal length, days ascending.
 */
export type Cells = { readonly days: Day[]; readonly fens: number[]; readonly orders: number[] };

export const noCells = (): Cells => ({ days: [], fens: [], orders: [] });

/** Sequences stay below this, so that rank and sequence are one exact number. */
export const SEQUENCE_LIMIT = 2 ** 47;
/** What decides between two records for one cell: the rank of the source first, then the sequence. */
export const orderOf = (rank: number, sequence: number): number => rank * SEQUENCE_LIMIT + sequence;

/** Place of the first cell at or after a day. */
export function placeOf({ days }: Cells, day: Day): number {
  const last = days.length - 1;
  if (last < 0 || (days[last] as Day) < day) return days.length;
  let [low, high] = [0, last];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] as Day) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether a record would change the cell: a newer one, or a day not yet known. Equal orders: the larger balance, so that arrival never decides. */
export function changes(cells: Cells, day: Day, fen: number, order: number): boolean {
  const at = placeOf(cells, day);
  if (cells.days[at] !== day) return true;
  const stands = cells.orders[at] as number;
  return order > stands || (order === stands && fen > (cells.fens[at] as number));
}

/** Sets a cell when the record wins it. */
export function setCell(cells: Cells, day: Day, fen: number, order: number): void {
  const at = placeOf(cells, day);
  if (cells.days[at] !== day) {
    cells.days.splice(at, 0, day);
    cells.fens.splice(at, 0, fen);
    cells.orders.splice(at, 0, order);
  } else if (changes(cells, day, fen, order)) {
    cells.fens[at] = fen;
    cells.orders[at] = order;
  }
}

/** Balance at the end of a day: that of the last cell at or before it; 0 before the first. */
export function balanceOn(cells: Cells, day: Day): number {
  const at = placeOf(cells, day + 1) - 1;
  return at < 0 ? 0 : (cells.fens[at] as number);
}

/** Forgets what lies before `from`, except the one balance that is carried forward into it. */
export function forgetBefore(cells: Cells, from: Day): void {
  const keep = placeOf(cells, from + 1) - 1;
  if (keep <= 0) return;
  for (const column of [cells.days, cells.fens, cells.orders]) column.splice(0, keep);
}
