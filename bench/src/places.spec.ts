import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { argumentsOf, BadArguments } from './arguments.js';
import { refuseBadPlaces } from './places.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pcrm-places-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const asked = (...args: readonly string[]) => {
  const options = argumentsOf(args, []);
  return () => options && refuseBadPlaces(options);
};
const file = (name: string, text = '') => {
  writeFileSync(join(root, name), text);
  return join(root, name);
};
const MADE = '{"clients":700,"days":30,"imported":false}';

describe('what is to be written down', () => {
  it.each(['--json', '--profile', '--branch'])(
    '%s must be writable, which is seen before anything is measured',
    (option) => {
      const path = join(file('no-folder'), 'within');
      expect(asked(option, path)).toThrow(BadArguments);
      expect(asked(option, path)).toThrow(`${option} ${path} cannot be written: `);
    },
  );

  it('JSON is not written before there are figures, and what stood there stays until then', () => {
    asked('--json', join(root, 'new.json'))();
    asked('--json', file('old.json', 'old'))();
    expect(existsSync(join(root, 'new.json'))).toBe(false);
    expect(readFileSync(join(root, 'old.json'), 'utf8')).toBe('old');
  });
});

describe('the folder of a branch that is kept', () => {
  it('may be new, hold that branch, or one that was broken off', () => {
    asked('--branch', join(root, 'new'))();
    file('making.json', MADE);
    mkdirSync(join(root, 'branch'));
    asked('--branch', root)();
    file('made.json', MADE);
    asked('--branch', root, '--clients', '700')();
    expect(existsSync(join(root, 'branch'))).toBe(true);
  });

  it('may not hold another branch or anything else, of which nothing is taken away', () => {
    mkdirSync(join(root, 'branch'));
    expect(asked('--branch', root)).toThrow(
      new BadArguments(`${root} holds something else than a branch of npm run bench`),
    );
    file('made.json', MADE);
    expect(asked('--branch', root)).toThrow(new BadArguments(`the branch in ${root} is another one: ${MADE}`));
    expect(existsSync(join(root, 'branch'))).toBe(true);
  });
});
