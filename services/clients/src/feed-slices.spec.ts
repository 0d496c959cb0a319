import { slicesOf } from './feed-slices.adapter.js';

const texts = async (text: string, sliceBytes?: number): Promise<readonly string[]> =>
  (await Array.fromAsync(slicesOf(new TextEncoder().encode(text), sliceBytes))).map((slice) =>
    new TextDecoder().decode(slice),
  );

describe('the slices of a piece', () => {
  it('are whole lines, and together the piece, wherever lines end', async () => {
    const text = '王,1\n\nabc\nlonger than a slice\nx\ny';
    for (let size = 1; size < 40; size++) {
      const slices = await texts(text, size);
      expect(slices.join('')).toBe(text);
      for (const slice of slices.slice(0, -1)) expect(slice).toMatch(/\n$/);
    }
    expect(await texts(text, 6)).toEqual(['王,1\n', '\nabc\nlonger than a slice\n', 'x\ny']);
  });

  it('of nothing are one, of nothing', async () => expect(await texts('')).toEqual(['']));

  it('let others have their turn in between', async () => {
    const turns: string[] = [];
    const timer = setInterval(() => undefined, 1_000);
    setImmediate(() => turns.push('other'));
    for await (const slice of slicesOf(new TextEncoder().encode('a\nb\n'), 1)) turns.push(String(slice.length));
    clearInterval(timer);
    expect(turns).toEqual(['2', 'other', '2']);
  });
});
