import { progressOn } from './progress.js';
import { columns, widthOf } from './table.js';
import { languageOf } from './words.js';

describe('speaking', () => {
  it.each([
    [{}, 'zh'],
    [{ LANG: 'C.UTF-8' }, 'zh'],
    [{ LANG: 'en_US.UTF-8' }, 'en'],
    [{ LANG: 'en_US.UTF-8', LC_ALL: 'zh_CN.GB18030' }, 'zh'],
    [{ LANG: 'zh_CN.UTF-8', PCRM_LANG: 'en' }, 'en'],
  ])('under %j is %s', (env, language) => expect(languageOf(env)).toBe(language));

  it('puts columns under each other, Chinese characters counting for two', () => {
    expect(widthOf('韦玲 QX')).toBe(7);
    expect(
      columns([
        ['韦玲', '1', 'a'],
        ['lin', '22', 'b'],
      ]),
    ).toEqual(['韦玲  1   a', 'lin   22  b']);
  });

  it('shows progress as a line for each tenth where there is no terminal', () => {
    const written: string[] = [];
    const out = { isTTY: false, write: (text: string) => written.push(text) > 0 } as unknown as NodeJS.WriteStream;
    const bar = progressOn(out, 'sending', 'bytes');
    for (let done = 0; done <= 1_000; done++) bar.show(done, 1_000);
    bar.end();
    expect(written).toHaveLength(11);
    expect(written.at(-1)).toBe('sending 100 %\n');
  });
});
