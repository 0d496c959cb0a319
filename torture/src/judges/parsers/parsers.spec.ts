import { describe, expect, it } from '@jest/globals';
import { Chance } from '@pcrm/cli/demo';
import { BadFiles, type BadFile, type Kind } from './bad-bytes.js';
import { linesOf, lostIn, type Lines } from './lines-of.js';
import { readingsOf } from './readings.js';
import { shrunk } from './shrink.js';

const HEADING = 'clientNo,outletId';
const file = (text: string, heading = ''): BadFile => ({
  bytes: Uint8Array.from(Buffer.from(text)),
  encoding: 'utf-8',
  heading,
});
const words = { clientNos: ['C100001'], outletIds: ['qx'], date: '2026-06-15' };

describe('lines that hold something', () => {
  it('are counted by number, empty ones and marks left out', () =>
    expect(linesOf(file('\u{feff}a\r\n\r\n \n"b\nc')).numbers).toEqual([1, 4, 5]));
  it('stand under the heading that was written, whole or not', () => {
    expect(linesOf(file('{"clientNo":1}\n')).heading).toBe('none');
    expect(linesOf(file(`\n${HEADING}\n`, HEADING)).heading).toBe('whole');
    expect(linesOf(file('client', HEADING)).heading).toBe('spoiled');
    expect(linesOf(file('clientNo,', 'clientNo,')).heading).toBe('spoiled');
  });
  it('are each good or rejected, but for a heading', () => {
    const told = (line: number) => ({ line, field: 'line', reason: 'line.too-long' });
    const bare: Lines = { numbers: [1, 2, 3], heading: 'none' };
    const headed: Lines = { ...bare, heading: 'whole' };
    const spoiled: Lines = { ...bare, heading: 'spoiled' };
    expect(lostIn(headed, 1, [told(3)])).toEqual([]);
    expect(lostIn(headed, 2, [told(3)])).toHaveLength(1);
    expect(lostIn(bare, 1, [told(3)])).toHaveLength(1);
    expect(lostIn(headed, 0, [told(3)])).toHaveLength(1);
    expect([lostIn(spoiled, 1, [told(3)]), lostIn(spoiled, 2, [told(3)])]).toEqual([[], []]);
    expect(lostIn(spoiled, 0, [told(3)])).toHaveLength(1);
    expect(lostIn(bare, 1, [told(3), told(3)])).toHaveLength(1);
    expect(lostIn(bare, 2, [told(4)])).toHaveLength(1);
    expect(lostIn(bare, 2, [{ line: 1, field: 'line', reason: '' }])).toHaveLength(1);
  });
});

describe('bad files', () => {
  const files = (seed: number) => new BadFiles(Chance.of(seed), words);
  const KINDS = ['csv', 'ndjson', 'clients'] as const;
  it('are the same for the same seed', () => expect(files(3).file('csv')).toEqual(files(3).file('csv')));
  it.each(KINDS)('lose no line in the parsers: %s', (kind: Kind) => {
    const read = readingsOf(words)[kind];
    const wrong = Array.from({ length: 400 }, (_, seed) => read(files(seed).file(kind))).flat();
    expect(wrong).toEqual([]);
  });
  it('of JSON lines have no heading', () => {
    const headings = Array.from({ length: 200 }, (_, seed) => files(seed).file('ndjson').heading);
    expect(new Set(headings)).toEqual(new Set(['']));
  });
  it('hold good lines too, and such as were read as they were written', () => {
    expect(readingsOf(words).csv(file('core,1,C100001,deposit,2026-06-15,5,CNY\n'))).toEqual([]);
    const all = Array.from({ length: 400 }, (_, seed) => files(seed).file('clients'));
    const isRead = ({ bytes, encoding }: BadFile) => new TextDecoder(encoding).decode(bytes).includes(',赵一,');
    for (const encoding of ['utf-8', 'gb18030'])
      expect(all.filter((each) => each.encoding === encoding && isRead(each)).length).toBeGreaterThan(20);
  });
});

describe('a failing input', () => {
  it('is shrunk to what still fails', async () => {
    const fails = async (part: Uint8Array): Promise<boolean> => part.includes(0) && part.includes(255);
    const all = Uint8Array.from([1, 2, 0, 3, 4, 5, 255, 6, 7]);
    expect(await shrunk(all, fails)).toEqual(Uint8Array.from([0, 255]));
  });
});
