import type { Find, RowStore, Table } from '@pcrm/event-sourcing';

/**
 * What an answer shows of a row. The same function shows the same of the same version of a row, for ever: what else it depends on, such
 * as the day, makes it another function. It is asked as seldom as the store likes.
 */
export type Show<Doc, Item> = (doc: Doc, key: string) => Item;

/** Rows as they are shown: JSON texts in UTF-8, one after another as `find` finds them. */
export type FoundTexts = { readonly texts: readonly Uint8Array[]; readonly next?: string };

/** A row store that may have at hand what it has shown. */
export type ShowingRows = {
  findShown<Doc>(table: Table, find: Find, show: Show<Doc, unknown>): Promise<FoundTexts>;
};

const isShowing = (rows: object): rows is ShowingRows => 'findShown' in rows;

/** As `find`, each row as it is shown; from what the store has at hand where it keeps that. */
export async function findShown<Doc>(
  rows: Pick<RowStore, 'find'>,
  table: Table,
  find: Find,
  show: Show<Doc, unknown>,
): Promise<FoundTexts> {
  if (isShowing(rows)) return await rows.findShown(table, find, show);
  const found = await rows.find<Doc>(table, find);
  const texts = found.rows.map(({ doc, key }) => textOf(show(doc, key)));
  return { texts, ...(found.next !== undefined && { next: found.next }) };
}

const utf8 = new TextEncoder();

/** In bytes of its own: one in Node's pool, if it is kept, holds 64 KiB of what else was there. */
export const textOf = (item: unknown): Uint8Array => utf8.encode(JSON.stringify(item));
