import { describe, expect, it } from '@jest/globals';
import { mutantsOf, mutated } from './mutants.js';

const all = (source: string): readonly string[] => mutantsOf(source).map((mutant) => mutated(source, mutant));

describe('the mutants of a source', () => {
  it('move boundaries, swap joined conditions, and turn a guard around or take it out', () =>
    expect(all(`if (a < 7 && b) throw new No();`)).toEqual([
      `if (!(a < 7 && b)) throw new No();`,
      `if (a < 7 || b) throw new No();`,
      `if (a <= 7 && b) throw new No();`,
      `if (a < 8 && b) throw new No();`,
      `if (a < 7 && b) void 0;`,
    ]));
  it('leave out an element of a list, and a spread of an object', () =>
    expect(all(`const f = () => [one, { ...two, three: true }];`)).toEqual([
      `const f = () => [{ ...two, three: true }];`,
      `const f = () => [one];`,
      `const f = () => [one, { three: true }];`,
      `const f = () => [one, { ...two, three: false }];`,
    ]));
  it('leave the version of a view as it is, which is a name, and no other one', () => {
    expect(all(`const view = { name: 'rows', version: 1, on: {} };`)).toEqual([]);
    expect(all(`const rules = { version: 1 };`)).toEqual([`const rules = { version: 2 };`]);
  });
  it('forget a filter', () => expect(all(`const f = a.b.filter(is);`)).toEqual([`const f = a.b;`]));
  it('leave types and imports alone, and count lines from 1', () => {
    const source = `import { a } from './a.js';\ntype T = 1 | true;\nconst f = (x: 2): boolean => x === 2;`;
    expect(mutantsOf(source).map(({ line, kind }) => [line, kind])).toEqual([
      [3, 'operator'],
      [3, 'constant'],
    ]);
  });
});
