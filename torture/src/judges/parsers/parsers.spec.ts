import { describe, expect, it } from '@jest/globals';
import { Chance } from '@pcrm/cli/demo';
import { BadFiles, type Kind } from './bad-bytes.js';
import { linesOf, lostIn, type Lines } from './lines-of.js';
import { readingsOf } from './readings.js';
import { shrunk } from './shrink.js';

const bytes = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(text));
const words = { clientNos: ['C100001'], outletIds: ['qx'], date: '2026-06-15' };

describe('lines that hold something', () => {
  it('are counted by number, empty ones and marks left out', () => {
    expect(linesOf(bytes('\u{feff}a\r\n\r\n \n"b\nc'), 'utf-8')).toEqual({ numbers: [1, 4, 5], hasHeading: false });
    expect(linesOf(bytes('\nclientNo,outletId\n'), 'utf-8')).toEqual({ numbers: [2], hasHeading: true });
  });
  it('are each good or rejected, but for a heading', () => {
    const told = (line: number) => ({ line, field: 'line', reason: 'line.too-long' });
    const bare: Lines = { numbers: [1, 2, 3], hasHeading: false };
    const headed: Lines = { ...bare, hasHeading: true };
    expect(lostIn(headed, 1, [told(3)])).toEqual([]);
    expect(lostIn(bare, 1, [told(3)])).toHaveLength(1);
    expect(lostIn(headed, 0, [told(3)])).toHaveLength(1);
    expect(lostIn(bare, 1, [told(3), told(3)])).toHaveLength(1);
    expect(lostIn(bare, 2, [told(4)])).toHaveLength(1);
    expect(lostIn(bare, 2, [{ line: 1, field: 'line', reason: '' }])).toHaveLength(1);
  });
});

describe('bad files', () => {
  const files = (seed: number) => new BadFiles(Chance.of(seed), words);
  it('are the same for the same seed', () => expect(files(3).file('csv')).toEqual(files(3).file('csv')));
  it.each(['csv', 'ndjson', 'clients'] as const)('lose no line in the parsers: %s', (kind: Kind) => {
    const read = readingsOf(words)[kind];
    const wrong = Array.from({ length: 200 }, (_, seed) => read(files(seed).file(kind), 'utf-8')).flat();
    expect(wrong).toEqual([]);
  });
  it('hold good lines too', () => {
    const { csv } = readingsOf(words);
    expect(csv(bytes('core,1,C100001,deposit,2026-06-15,5,CNY\n'), 'utf-8')).toEqual([]);
  });
});

describe('a failing input', () => {
  it('is shrunk to what still fails', async () => {
    const fails = async (part: Uint8Array): Promise<boolean> => part.includes(0) && part.includes(255);
    const all = Uint8Array.from([1, 2, 0, 3, 4, 5, 255, 6, 7]);
    expect(await shrunk(all, fails)).toEqual(Uint8Array.from([0, 255]));
  });
});
