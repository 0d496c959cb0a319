import { BadCursor, type IndexValue } from '@pcrm/event-sourcing';

/** Where a page of rows ended, as an opaque text. */
export const cursorOf = (values: readonly unknown[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url');

/** The values of what a page ended at; `length`: how many the index sorts by, the key included. */
export function readCursor(cursor: string, length: number): readonly IndexValue[] {
  const values = parsed(cursor);
  if (!Array.isArray(values) || values.length !== length || !values.every(isIndexValue))
    throw new BadCursor('this cursor belongs to no page of this list');
  return values;
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}

export const isIndexValue = (value: unknown): value is IndexValue =>
  typeof value === 'string' || typeof value === 'number';
