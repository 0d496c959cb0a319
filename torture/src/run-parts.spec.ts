import { describe, expect, it } from '@jest/globals';
import { Misuse } from './asked.js';
import { part, type Count } from './part.js';
import { runParts, type Parts } from './run-parts.js';

async function run(parts: Parts, ...args: string[]) {
  const said: string[] = [];
  const complained: string[] = [];
  const code = await runParts(parts, args, { say: (line) => said.push(line), complain: (line) => complained.push(line) }); // prettier-ignore
  return { code, said, complained };
}
const OPTIONS = { seeds: { is: 'number', least: 1, otherwise: 3, about: 'how many' } } as const;
const counting = (passed: number, failed = 0): Parts[string] => ({
  about: 'something',
  load: async () => part(OPTIONS, async () => ({ passed, failed, skipped: 0 })),
});

describe('the parts of the torture', () => {
  it('all run when none is named, and the last line is their sum', async () =>
    expect(await run({ one: counting(2), other: counting(3) })).toEqual({
      code: 0,
      said: [
        'one: something',
        'one: 2 passed, 0 failed, 0 skipped',
        'other: something',
        'other: 3 passed, 0 failed, 0 skipped',
        '5 passed, 0 failed, 0 skipped',
      ],
      complained: [],
    }));
  it('a named one runs alone; a failure is an exit code of 1', async () =>
    expect(await run({ one: counting(2), other: counting(3, 1) }, 'other', '--seeds', '4')).toEqual({
      code: 1,
      said: ['other --seeds 4: something', '3 passed, 1 failed, 0 skipped'],
      complained: [],
    }));
  it('an unknown part, an unknown option and a misuse are told, with an exit code of 2', async () => {
    const odd = { about: 'odd', load: async () => part({}, async (): Promise<Count> => { throw new Misuse('not so'); }) }; // prettier-ignore
    const parts = { one: counting(1), odd };
    expect(await run(parts, 'two')).toMatchObject({ code: 2, complained: ['There is no part "two"; there are: one, odd.'] }); // prettier-ignore
    expect(await run(parts, 'one', '--sedes', '4')).toMatchObject({
      code: 2,
      complained: ["Unknown option '--sedes'; there are: --seeds N"],
    });
    expect(await run(parts, 'odd')).toMatchObject({ code: 2, complained: ['not so'] });
  });
  it('say what there is, and what can be asked of each', async () => {
    const parts = { one: counting(1), other: counting(1) };
    const { code, said } = await run(parts, '--help');
    expect({ code, parts: said.slice(1) }).toEqual({ code: 0, parts: ['  one    something', '  other  something'] });
    expect(await run(parts, 'one', '--help')).toEqual({
      code: 0,
      said: ['npm run torture -- one [options]: something', '  --seeds N  how many (3)'],
      complained: [],
    });
  });
});
