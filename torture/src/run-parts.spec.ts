import { parseArgs } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { Misuse, type Part } from './part.js';
import { runParts, type Parts } from './run-parts.js';

async function run(parts: Parts, ...args: string[]) {
  const said: string[] = [];
  const complained: string[] = [];
  const code = await runParts(parts, args, { say: (line) => said.push(line), complain: (line) => complained.push(line) }); // prettier-ignore
  return { code, said, complained };
}
const part = (passed: number, failed = 0): (() => Promise<Part>) =>
  async () => async (args) => {
    parseArgs({ args: [...args], options: { seeds: { type: 'string' } } });
    return { passed, failed, skipped: 0 };
  }; // prettier-ignore

describe('the parts of the torture', () => {
  it('all run when none is named, and the last line is their sum', async () =>
    expect(await run({ one: part(2), other: part(3) })).toEqual({
      code: 0,
      said: ['one: 2 passed, 0 failed, 0 skipped', 'other: 3 passed, 0 failed, 0 skipped', '5 passed, 0 failed, 0 skipped'], // prettier-ignore
      complained: [],
    }));
  it('a named one runs alone; a failure is an exit code of 1', async () =>
    expect(await run({ one: part(2), other: part(3, 1) }, 'other', '--seeds', '4')).toEqual({
      code: 1,
      said: ['3 passed, 1 failed, 0 skipped'],
      complained: [],
    }));
  it('an unknown part, an unknown option and a misuse are told, with an exit code of 2', async () => {
    const parts = { one: part(1), odd: async () => async () => Promise.reject(new Misuse('not so')) };
    expect(await run(parts, 'two')).toMatchObject({ code: 2, complained: ['There is no part "two"; there are: one, odd.'] }); // prettier-ignore
    expect(await run(parts, 'one', '--sedes', '4')).toMatchObject({ code: 2, said: [] });
    expect(await run(parts, 'odd')).toEqual({ code: 2, said: [], complained: ['not so'] });
  });
});
