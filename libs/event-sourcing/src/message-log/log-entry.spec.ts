import { describe, expect, it } from '@jest/globals';
import { itemsOf, LogEntry } from './log-entry.js';
import { message } from './message-log.examples.js';
import { encodeMessage } from './wire.js';

const [one, other] = [message('client-1', 7), { ...message('client-2', 9), type: 'Other' }];
const entry = (offset: string, text: string): LogEntry => new LogEntry(offset, text);
const parsedWhile = (work: () => void): number => {
  const parse = JSON.parse;
  let parsed = 0;
  JSON.parse = (...asked: Parameters<typeof parse>): unknown => {
    parsed++;
    return parse(...asked) as unknown;
  };
  try {
    work();
  } finally {
    JSON.parse = parse;
  }
  return parsed;
};

describe('an entry of a log', () => {
  it('is parsed once, whoever needs it, and not at all for its head', () => {
    const read = entry('1', encodeMessage(one));
    expect(parsedWhile(() => expect(read.head).toMatchObject({ type: 'Counted' }))).toBe(0);
    expect(parsedWhile(() => expect([read.item, read.item]).toEqual([{ offset: '1', message: one }, read.item]))).toBe(1); // prettier-ignore
    expect(read.head).toMatchObject({ type: 'Counted', source: 'clients', position: one.position });
  });

  it('that is no message has no head and says what it is', () => {
    const read = entry('1', 'nonsense}}');
    expect(read.head).toBeUndefined();
    expect(read.item).toEqual({ offset: '1', malformed: 'not JSON', bytes: 'nonsense}}' });
  });
});

describe('entries as a batch gives them', () => {
  const entries = (): LogEntry[] => [
    entry('1', encodeMessage(other)),
    entry('2', encodeMessage(one)),
    entry('3', 'nonsense'),
    entry('4', JSON.stringify({ id: 'in another order', ...(JSON.parse(encodeMessage(other)) as object) })),
  ];

  it('are all there when nobody says what is wanted', () => {
    expect(itemsOf(entries()).items.map(({ offset }) => offset)).toEqual(['1', '2', '3', '4']);
    expect(itemsOf(entries()).passed).toBeUndefined();
  });

  it('pass what nobody wants, however it is written, and never what is no message', () => {
    expect(itemsOf(entries(), (type) => type === 'Counted')).toEqual({
      items: [{ offset: '2', message: one }, expect.objectContaining({ offset: '3', malformed: 'not JSON' })],
      passed: { count: 2, last: '4', positions: new Map([['clients', other.position]]) },
    });
    expect(itemsOf(entries(), () => true).passed).toBeUndefined();
  });

  it('parse nothing of what is passed', () => {
    const ours = entries().slice(0, 2);
    expect(parsedWhile(() => itemsOf(ours, () => false))).toBe(0);
  });
});
