import { describe, expect, it } from '@jest/globals';
import { message } from './message-log.examples.js';
import { decodeMessage, encodeMessage, headOf, parseJson } from './wire.js';

describe('a message on the wire', () => {
  it('is a CloudEvent in structured JSON, and reads back whole', () => {
    const wire = JSON.parse(encodeMessage(message('client-1', 7))) as Record<string, unknown>;
    expect(wire).toMatchObject({
      specversion: '1.0',
      source: 'clients',
      type: 'Counted',
      subject: 'client-1',
      data: { n: 7 },
    });
    expect(Object.keys(wire).filter((name) => !/^[a-z\d]+$/.test(name))).toEqual([]);
    expect(decodeMessage(encodeMessage(message('client-1', 7)))).toEqual({ message: message('client-1', 7) });
  });

  it.each([
    'id',
    'source',
    'type',
    'subject',
    'time',
    'position',
    'revision',
    'dataversion',
    'commandid',
    'occurredat',
    'data',
    'specversion',
  ])('is malformed without %s, and says so', (name) => {
    const wire = JSON.parse(encodeMessage(message('client-1', 7))) as Record<string, unknown>;
    delete wire[name];
    expect(decodeMessage(JSON.stringify(wire))).toEqual({
      malformed: `attribute ${name} is missing or of the wrong kind`,
    });
  });

  it('never repeats the bytes in its reason: they may be personal', () => {
    expect(decodeMessage('王小明')).toEqual({ malformed: 'not JSON' });
    expect(decodeMessage('"王小明"')).toEqual({ malformed: 'not an object' });
  });
});

describe('the head of a message', () => {
  const whole = encodeMessage(message('client-1', 7));
  const head = { source: 'clients', type: 'Counted', position: '0000000000000007' };

  it('is read without parsing what follows', () => {
    expect(headOf(whole)).toEqual(head);
    expect(headOf(encodeMessage({ ...message('王小明', 7), moved: '2026-03-01' }))).toEqual(head);
    expect(headOf(encodeMessage({ ...message('client-1', 7), data: { type: 'Other', deep: {} } }))).toEqual(head);
  });

  it.each([
    ['in another order', JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(whole) as object).toReversed()))],
    ['with a key that is written with escapes', encodeMessage(message('"', 7))],
    ['broken off', whole.slice(0, -1)],
    ['of another kind', '{"specversion":"2.0"}}'],
  ])('is left to whoever parses all of a text %s', (_what, text) => expect(headOf(text)).toBeUndefined());
});

describe('parsing JSON', () => {
  it.each([
    '9007199254740993',
    '-9007199254740993',
    '[9007199254740993]',
    '[1,9007199254740993]',
    '{"a":-9007199254740993}',
    '{"a": 9007199254740993}',
    '[\n\t9007199254740993\r\n]',
  ])('finds the long integer in %j, wherever it begins', (text) => {
    expect(JSON.stringify(parseJson(text))).toMatch(/"-?9007199254740993"/);
  });

  it('looks at no value of an ordinary message, whose positions have as many digits', () => {
    const looked: unknown[] = [];
    const parse = JSON.parse;
    JSON.parse = (text: string, reviver?: Parameters<typeof parse>[1]): unknown => {
      looked.push(reviver);
      return parse(text, reviver) as unknown;
    };
    try {
      decodeMessage(encodeMessage({ ...message('client-1', 7), position: '0000000000000007' }));
      parseJson('{"balanceFen":9007199254740993}');
    } finally {
      JSON.parse = parse;
    }
    expect(looked).toEqual([undefined, expect.any(Function)]);
  });

  it('keeps integers exact and leaves texts and fractions alone', () => {
    expect(
      parseJson(
        '[9007199254740991, 9007199254740992, -9007199254740993, "9007199254740993", 0.1234567890123456, 1e21]',
      ),
    ).toEqual([
      9007199254740991,
      '9007199254740992',
      '-9007199254740993',
      '9007199254740993',
      0.1234567890123456,
      1e21,
    ]);
  });
});
