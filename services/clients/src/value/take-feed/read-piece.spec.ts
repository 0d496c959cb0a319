import { dayNumber, type FileEncoding } from '@pcrm/contracts';
import fc from 'fast-check';
import { BALANCE_LIMIT, type Known } from './check-line.js';
import type { FeedFormat } from './feed-format.js';
import { stretchesOf } from './group-lines.js';
import { readPiece, type FeedPlace, type ReadPiece } from './read-piece.js';

const known: Known = {
  clientIdOf: (clientNo) => (/^C00\d$/.test(clientNo) ? `id-${clientNo}` : undefined),
  rankOf: (source) => ({ core: 0, manual: 1 })[source],
  hasOutlet: (outletId) => outletId === 'NN01',
  today: dayNumber('2026-06-15'),
};
const start = (format: FeedFormat = 'csv', encoding: FileEncoding = 'utf-8'): FeedPlace => ({
  format,
  encoding,
  lines: 0,
});
const read = (text: string, place = start()): ReadPiece => readPiece(new TextEncoder().encode(text), place, known);
const good = 'core,1,C001,deposit,2026-06-01,100,CNY';

describe('a feed line', () => {
  it('is a balance in the columns of docs/feed.md', () => {
    expect(read(`${good}\n`).good).toEqual([
      {
        type: 'balance',
        clientId: 'id-C001',
        record: { classIndex: 0, day: dayNumber('2026-06-01'), balanceFen: 100, source: 'core', rank: 0, sequence: 1 },
      },
    ]);
  });
  it('may be JSON, a visit or a closing marker', () => {
    const lines = [
      '{"source":"core","sequence":1,"clientNo":"C001","assetClass":"fund","businessDate":"2026-06-01","balanceFen":5,"currency":"CNY"}',
      '{"type":"visit","clientNo":"C002","businessDate":"2026-06-02","outletId":"NN01"}',
      '{"type":"close","businessDate":"2026-06-02"}',
    ];
    expect(read(lines.join('\n'), start('ndjson')).good.map(({ type }) => type)).toEqual(['balance', 'visit', 'close']);
  });
  it('follows a header line, whose columns later pieces remember', () => {
    const first = read(`type,businessDate,clientNo,outletId\nvisit,2026-06-02,C002,NN01\n`);
    expect(first.good).toEqual([{ type: 'visit', clientId: 'id-C002', visitedOn: '2026-06-02', outletId: 'NN01' }]);
    expect(read('close,2026-06-02\n', first.place).good).toEqual([{ type: 'close', businessDate: '2026-06-02' }]);
  });
  it('is not taken under a heading that names a column twice: which value counts would be a guess', () => {
    const { rejected, good } = read('type,businessDate,clientNo,clientNo\nvisit,2026-06-02,C001,C002\n');
    expect([good, rejected.map(({ line, field, reason }) => [line, field, reason])]).toEqual([
      [],
      [[2, 'clientNo', 'column.repeated']],
    ]);
  });
  it.each([
    ['type,businessDate,clientNo,outletID', 'outletID'],
    ['type,businessDate,clientNo,备注', 'line'],
    ['type,businessDate,clientNo,', 'line'],
  ])('is not taken under a heading with a column that nobody knows: %s', (heading, field) => {
    const first = read(`${heading}\nvisit,2026-06-02,C001,NN01\n`);
    const later = read('visit,2026-06-02,C002,NN01\n', first.place);
    expect([first.good, later.good]).toEqual([[], []]);
    expect([...first.rejected, ...later.rejected].map((one) => [one.line, one.field, one.reason])).toEqual([
      [2, field, 'column.unknown'],
      [3, field, 'column.unknown'],
    ]);
  });
  it('may be quoted, end in CR LF, begin with a byte order mark and be followed by empty lines', () => {
    expect(read(`\uFEFF${good}\r\n\r\n"core","2","C002","deposit","2026-06-01","7","CNY"\n`).good).toHaveLength(2);
  });

  it.each([
    ['core,1,C999,deposit,2026-06-01,100,CNY', 'clientNo', 'clientNo.unknown'],
    ['core,1,,deposit,2026-06-01,100,CNY', 'clientNo', 'clientNo.missing'],
    ['core,1,C001,shares,2026-06-01,100,CNY', 'assetClass', 'assetClass.unknown'],
    ['core,1,C001,toString,2026-06-01,100,CNY', 'assetClass', 'assetClass.unknown'],
    ['core,1,C001,deposit,2026-06-01,-1,CNY', 'balanceFen', 'balanceFen.negative'],
    [`core,1,C001,deposit,2026-06-01,${String(BALANCE_LIMIT + 1)},CNY`, 'balanceFen', 'balanceFen.absurd'],
    ['core,1,C001,deposit,2026-06-01,1.5,CNY', 'balanceFen', 'balanceFen.not-an-integer'],
    ['core,1,C001,deposit,2026-06-16,100,CNY', 'businessDate', 'businessDate.in-future'],
    ['core,1,C001,deposit,2020-06-16,100,CNY', 'businessDate', 'businessDate.too-old'],
    ['core,1,C001,deposit,2026-02-30,100,CNY', 'businessDate', 'businessDate.no-date'],
    ['core,1,C001,deposit,2026-06-01,100,USD', 'currency', 'currency.unknown'],
    ['core,1,C001,deposit,2026-06-01,100', 'currency', 'currency.missing'],
    ['core,-1,C001,deposit,2026-06-01,100,CNY', 'sequence', 'sequence.negative'],
    ['core,140737488355328,C001,deposit,2026-06-01,100,CNY', 'sequence', 'sequence.absurd'],
    ['other,1,C001,deposit,2026-06-01,100,CNY', 'source', 'source.unknown'],
    [`core,1,${'C'.repeat(70)},deposit,2026-06-01,100,CNY`, 'clientNo', 'clientNo.too-long'],
    [`core,1,C001,deposit,2026-06-01,100,CNY,,,${'x'.repeat(10)}`, 'line', 'line.too-many-fields'],
    ['x'.repeat(1_001), 'line', 'line.too-long'],
    ['core,1,"C001,deposit,2026-06-01,100,CNY', 'line', 'line.unclosed-quote'],
  ])('%s is rejected with number, field, reason and text; the rest goes in', (line, field, reason) => {
    const piece = read(`${good}\n${line}\n${good}\n`);
    expect(piece.rejected).toEqual([{ line: 2, field, reason, text: line }]);
    expect(piece.good).toHaveLength(2);
  });
  it.each([
    ['visit,2026-06-02,C001,', 'missing'],
    ['visit,2026-06-02,C001', 'missing'],
    ['visit,2026-06-02,C001,NN 01', 'malformed'],
    [`visit,2026-06-02,C001,${'N'.repeat(33)}`, 'malformed'],
    ['visit,2026-06-02,C001,NN99', 'unknown'],
  ])('of a visit, %s: the outlet is %s', (line, why) => {
    const visit = 'visit,2026-06-02,C001,NN01';
    const { good, rejected } = read(['type,businessDate,clientNo,outletId', visit, line, visit].join('\n'));
    expect(rejected).toEqual([{ line: 3, field: 'outletId', reason: `outletId.${why}`, text: line }]);
    expect(good).toHaveLength(2);
  });
  it('that is badly encoded is rejected, and GB18030 is read', () => {
    const bytes = new Uint8Array([
      ...new TextEncoder().encode('core,1,C001,'),
      0xff,
      0xfe,
      0x0a,
      ...new TextEncoder().encode(`${good}\n`),
    ]);
    const piece = readPiece(bytes, start(), known);
    expect([piece.rejected[0]?.reason, piece.good.length]).toEqual(['line.badly-encoded', 1]);
    const chinese = new Uint8Array([0xcd, 0xf5, 0x2c, 0x31, 0x0a]);
    expect(readPiece(chinese, start('csv', 'gb18030'), known).rejected[0]?.text).toBe('王,1');
  });
  it.each(['[]', '7', 'null', '{', '{"type":"loan"}', '{"field":"a","reason":"b"}'])(
    'of JSON that is no record (%s) is rejected',
    (line) => {
      expect(read(line, start('ndjson')).rejected).toHaveLength(1);
    },
  );
});

describe('reading a piece', () => {
  it('never throws, and every line is good, rejected or empty', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.string({ maxLength: 200, unit: 'binary' }).map((text) => new TextEncoder().encode(text)),
    );
    fc.assert(
      fc.property(
        bytes,
        fc.constantFrom<FeedFormat>('csv', 'ndjson'),
        fc.constantFrom<FileEncoding>('utf-8', 'gb18030'),
        (all, format, encoding) => {
          const piece = readPiece(all, start(format, encoding), known);
          expect(piece.good.length + piece.rejected.length).toBeLessThanOrEqual(piece.place.lines);
        },
      ),
      { numRuns: 2_000, seed: 21 },
    );
  });
  it('counts lines on over pieces', () => {
    const first = read(`${good}\nbad\n`);
    expect([first.rejected[0]?.line, read('bad\n', first.place).rejected[0]?.line]).toEqual([2, 3]);
  });
});

describe('between two closing markers', () => {
  it('lines are gathered per client, so that their order cannot matter', () => {
    const { good: lines } = read(
      [
        'type,source,sequence,clientNo,assetClass,businessDate,balanceFen,currency,outletId',
        `balance,${good}`,
        'balance,core,2,C002,deposit,2026-06-01,5,CNY',
        'visit,,,C001,,2026-06-01,,,NN01',
        `balance,core,3,C001,fund,2026-06-01,7,CNY`,
        'close,,,,,2026-06-01',
        'balance,core,4,C001,deposit,2026-06-02,5,CNY',
      ].join('\n'),
    );
    const [before, after] = stretchesOf(lines);
    expect([
      before?.balances.map(({ clientId, records }) => [clientId, records.length]),
      before?.visits.length,
      before?.close,
    ]).toEqual([
      [
        ['id-C001', 2],
        ['id-C002', 1],
      ],
      1,
      '2026-06-01',
    ]);
    expect([after?.balances.length, after?.close]).toEqual([1, undefined]);
  });
});
