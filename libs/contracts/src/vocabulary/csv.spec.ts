import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { csvFields, readCsvFile } from './csv.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const columns = { required: ['a', 'b'] };
const read = (text: string) => readCsvFile(bytes(text), 'utf-8', columns);

describe('fields of a CSV line', () => {
  it.each([
    ['x,y', ['x', 'y']],
    ['x,', ['x', '']],
    [',', ['', '']],
    ['', ['']],
    [' x , y ', ['x', 'y']],
    ['"x, ""y""",z', ['x, "y"', 'z']],
    ['"a,""b""", c ,"",d', ['a,"b"', 'c', '', 'd']],
    [' "x" ,"y"', ['x', 'y']],
    ['"x",', ['x', '']],
    ['x"y,z', ['x"y', 'z']],
  ])('%s', (line, fields) => expect(csvFields(line)).toEqual(fields));
  it.each(['"x,y', 'x,"y', '"x"y,z'])('%s has a quote that never closes', (line) =>
    expect(csvFields(line)).toBeUndefined(),
  );
  it('are what was written, whatever it was', () => {
    const written = fc.array(fc.string(), { minLength: 1 });
    fc.assert(
      fc.property(written, (fields) => {
        const line = fields.map((field) => `"${field.replaceAll('"', '""')}"`).join(',');
        expect(csvFields(line)).toEqual(fields);
      }),
      { numRuns: 300, seed: 4 },
    );
  });
});

describe('a CSV file', () => {
  it('is read by its heading, whatever the order, with or without \\r, empty lines and a mark at its beginning', () => {
    expect(read('\uFEFFb,a\r\n1,2\r\n \r\n3,4').rows.map(({ line, cells }) => [line, cells])).toEqual([
      [2, { b: '1', a: '2' }],
      [4, { b: '3', a: '4' }],
    ]);
  });
  it('has its heading on the first line that is not empty', () => {
    expect(read('\r\n \na,b\n\n1,2\n').rows.map(({ line, cells }) => ({ line, cells }))).toEqual([
      { line: 5, cells: { a: '1', b: '2' } },
    ]);
    expect(read('\na\n1\n').rejected).toEqual([{ line: 2, field: 'b', reason: 'column.missing', text: 'a' }]);
  });
  it('without a column, or with an unknown one where that matters, is refused at its heading', () => {
    const refused = (field: string, reason: string) => ({
      rows: [],
      rejected: [{ line: 1, field, reason, text: 'a,c' }],
    });
    expect(read('a,c\n1,2')).toEqual(refused('b', 'column.missing'));
    const known = { required: ['a'], known: ['a', 'b'] };
    expect(readCsvFile(bytes('a,c\n1,2'), 'utf-8', known)).toEqual(refused('line', 'column.unknown'));
    expect(readCsvFile(bytes('a,c\n1,2'), 'utf-8', { required: ['a'] }).rows).toHaveLength(1);
    expect(readCsvFile(bytes('a,b,a\n1,2,3'), 'utf-8', known)).toMatchObject({
      rows: [],
      rejected: [{ line: 1, field: 'a', reason: 'column.repeated' }],
    });
  });
  it('names each bad line and keeps the rest; a line may end early', () => {
    const bad = new Uint8Array([0xff, 0xfe, 0x0a]);
    const long = 'x'.repeat(2_000);
    const file = Buffer.concat([bytes('a,b\n1,2\n3\n"4,5\n1,2,3\n'), bad, bytes(`${long},y\n6,7`)]);
    const { rows, rejected } = readCsvFile(file, 'utf-8', columns);
    expect(rows.map(({ cells }) => cells)).toEqual([{ a: '1', b: '2' }, { a: '3' }, { a: '6', b: '7' }]);
    expect(rejected.map(({ line, field, reason, text }) => [line, field, reason, text])).toEqual([
      [4, 'line', 'line.unclosed-quote', '"4,5'],
      [5, 'line', 'line.too-many-fields', '1,2,3'],
      [6, 'line', 'line.badly-encoded', '\uFFFD\uFFFD'],
      [7, 'line', 'line.too-long', long],
    ]);
  });
  it.each([[[0x81, 0x0a]], [[0x81, 0x30, 0x0a]], [[0x81, 0x30, 0x81, 0x0a]]])(
    'in GB18030 is read too, and broken bytes %p spoil no other line',
    (broken) => {
      const file = new Uint8Array([...bytes('a,b\n'), 0xc0, 0xee, 0x2c, 0x31, 0x0a, ...broken, ...bytes('5,6')]);
      const { rows, rejected } = readCsvFile(file, 'gb18030', columns);
      expect(rows.map(({ line, cells }) => [line, cells])).toEqual([
        [2, { a: '李', b: '1' }],
        [4, { a: '5', b: '6' }],
      ]);
      expect(rejected.map(({ line, reason }) => [line, reason])).toEqual([[3, 'line.badly-encoded']]);
    },
  );
});
