import { Readable } from 'node:stream';
import fc from 'fast-check';
import { piecesOf, type Piece } from './pieces-of.adapter.js';

const pieces = async (chunks: readonly string[], whole = true, pieceBytes = 1): Promise<readonly Piece[]> =>
  await Array.fromAsync(
    piecesOf(Readable.from(chunks.map((text) => Buffer.from(text))), whole, { first: pieceBytes, each: pieceBytes }),
  );
const textOf = ({ bytes }: Piece): string => new TextDecoder().decode(bytes);

describe('the pieces of an upload', () => {
  it('are whole lines, and all of them', async () => {
    expect((await pieces(['a\nb', 'c\nd', '\n', 'e'])).map(textOf)).toEqual(['a\n', 'bc\n', 'd\n', 'e']);
    expect((await pieces(['a\nb\nc'], true, 100)).map(textOf)).toEqual(['a\nb\nc']);
    expect((await pieces([])).map(({ bytes, last }) => [bytes.length, last])).toEqual([[0, true]]);
  });

  it('may begin with a smaller one', async () => {
    const upload = Readable.from(['a\n', 'b\n', 'c\n', 'd\n'].map((text) => Buffer.from(text)));
    const cut = await Array.fromAsync(piecesOf(upload, true, { first: 1, each: 4 }));
    expect(cut.map(textOf)).toEqual(['a\n', 'b\nc\n', 'd\n']);
  });

  it('leave what nothing ends to the next request, when one follows', async () => {
    expect((await pieces(['a\nb', 'c'], false)).map((piece) => [textOf(piece), piece.last])).toEqual([['a\n', false]]);
    expect(await pieces(['abc'], false)).toEqual([]);
  });

  it('end at the same places however the bytes come', async () => {
    const chunk = fc.string({ unit: fc.constantFrom('a', ',', '\n', '王'), maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fc.array(chunk), fc.integer({ min: 1, max: 20 }), async (chunks, pieceBytes) => {
        const [one, other] = [
          await pieces(chunks, true, pieceBytes),
          await pieces([chunks.join('')], true, pieceBytes),
        ];
        expect(one.map((piece) => [textOf(piece), piece.last])).toEqual(
          other.map((piece) => [textOf(piece), piece.last]),
        );
      }),
      { seed: 13, numRuns: 300 },
    );
    // Of a line that is too long more is kept where it comes at once.
    const long = `a\n${'x'.repeat(200_000)}\nb\nc\n`;
    const halves = [long.slice(0, 100_000), long.slice(100_000)];
    for (const chunks of [halves, [long]])
      expect((await pieces(chunks, true, 70_000)).map(({ bytes, skipped }) => bytes.length + skipped)).toEqual([
        200_003, 4,
      ]);
  });

  it('of any cutting hold the same bytes', async () => {
    const chunk = fc.string({ unit: fc.constantFrom('a', ',', '\n', '王'), maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fc.array(chunk), fc.integer({ min: 1, max: 20 }), async (chunks, pieceBytes) => {
        const cut = await pieces(chunks, true, pieceBytes);
        expect(Buffer.concat(cut.map(({ bytes }) => bytes)).toString()).toBe(chunks.join(''));
        for (const piece of cut.slice(0, -1)) expect(textOf(piece).endsWith('\n')).toBe(true);
      }),
      { seed: 13, numRuns: 300 },
    );
  });

  it('keep the beginning of a line that does not end, and say what they left out', async () => {
    const [mebibyte, many] = ['x'.repeat(1_048_576), 200];
    const long = Array.from({ length: many }, () => mebibyte);
    const cut = await pieces(['a\n', ...long, '\nb\n', mebibyte], true, 1_048_576);
    const sent = cut.reduce((bytes, piece) => bytes + piece.bytes.length, 0);
    const skipped = cut.reduce((bytes, piece) => bytes + piece.skipped, 0);
    expect(sent + skipped).toBe(2 + many * 1_048_576 + 3 + 1_048_576);
    expect(
      cut
        .map(textOf)
        .join('')
        .split('\n')
        .map(({ length }) => length),
    ).toEqual([1, 65_536, 1, 65_536]);
  }, 10_000);
});
