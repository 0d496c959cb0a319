import { fieldsOf, readCsv } from './csv.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string) => readCsv(bytes(text), 'utf-8', ['a', 'b']);

describe('fields of a CSV line', () => {
  it.each([
    ['x,y', ['x', 'y']],
    ['x,', ['x', '']],
    [',', ['', '']],
    ['"x, ""y""",z', ['x, "y"', 'z']],
    [' x , y ', ['x', 'y']],
  ])('%s', (line, fields) => expect(fieldsOf(line)).toEqual(fields));
  it.each(['"x,y', 'x"y,z', '"x"y,z'])('%s has a quote that is none', (line) => expect(fieldsOf(line)).toBeUndefined());
});

describe('a CSV file', () => {
  it('is read by its heading, whatever the order, with or without \\r and a mark at its beginning', () => {
    expect(read('\uFEFFb,a\r\n1,2\r\n\r\n3,4').rows.map(({ line, cells }) => [line, cells])).toEqual([
      [2, { b: '1', a: '2' }],
      [4, { b: '3', a: '4' }],
    ]);
  });
  it('without a column is refused at its heading', () =>
    expect(read('a,c\n1,2')).toEqual({
      rows: [],
      rejected: [{ line: 1, field: 'b', reason: 'column.missing', text: 'a,c' }],
    }));
  it('names each bad line and keeps the rest', () => {
    const file = new Uint8Array([
      ...bytes('a,b\n1,2\n3\n"4,5\n'),
      0xff,
      0xfe,
      0x0a,
      ...bytes(`${'x'.repeat(2_000)},y\n6,7`),
    ]);
    const { rows, rejected } = readCsv(file, 'utf-8', ['a', 'b']);
    expect(rows.map(({ cells }) => cells['a'])).toEqual(['1', '6']);
    expect(rejected.map(({ line, reason }) => [line, reason])).toEqual([
      [3, 'fields.count'],
      [4, 'quote.open'],
      [5, 'encoding.bad'],
      [6, 'line.too-long'],
    ]);
    expect(rejected[0]?.text).toBe('3');
  });
  it('in GB18030 is read too', () => {
    const file = new Uint8Array([...bytes('a,b\n'), 0xc0, 0xee, 0x2c, 0x31]);
    expect(readCsv(file, 'gb18030', ['a', 'b']).rows[0]?.cells).toEqual({ a: '李', b: '1' });
  });
});
