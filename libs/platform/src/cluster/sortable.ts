import type { IndexValue } from '@pcrm/event-sourcing';

/* Everything from here on is spelt out, since above it the orders of code points and of UTF-16 part, and halves of pairs stand there. */
const MARK = '\uD7FF';
const FROM_MARK = /[\uD7FF-\uFFFF]/;

/** A value whose texts every server sorts by code point, in whichever encoding it compares them: as it is, but for rare signs. */
export function sortable(value: IndexValue): IndexValue {
  if (typeof value !== 'string' || !FROM_MARK.test(value)) return value;
  let text = '';
  for (const sign of value) text += sign >= MARK ? spelt(sign.codePointAt(0) as number) : sign;
  return text;
}

/** The value that was made sortable. */
export const unsorted = (value: IndexValue): IndexValue =>
  typeof value === 'string' ? value.replace(/\uD7FF(..)/gsu, (_, digits: string) => read(digits)) : value;

const spelt = (point: number): string => MARK + String.fromCharCode((point >> 12) + 1, (point & 0xfff) + 1);
const read = (digits: string): string =>
  String.fromCodePoint(((digits.charCodeAt(0) - 1) << 12) | (digits.charCodeAt(1) - 1));
