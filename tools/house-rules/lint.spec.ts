import { join } from 'node:path';
import { Planted, repository } from './planted.js';

type Report = { filePath: string; messages: { ruleId: string | null; message: string }[] }[];
type Case = { file: string; says: string; text: string };

const core = 'services/clients/src/upgrade/upgrade-tier/upgrade-tier.ts';
const reasons = 'time, chance and ids come in with the command';
const callsOut = 'only an adapter calls out';
const inFolder = (file: string, name: string) => file.replace('upgrade-tier/upgrade-tier', `${name}/upgrade-tier`);
const lines = (count: number) => Array.from({ length: count }, (_, i) => `export const n${i} = ${i};`).join('\n');
const branches = (count: number) =>
  `export function pick(n: number): number {\n${Array.from({ length: count }, (_, i) => `  if (n === ${i}) return ${i * 2};`).join('\n')}\n  return n;\n}`;

const forbidden: Record<string, Case> = {
  'the time of day': { file: inFolder(core, 'a'), says: reasons, text: `export const now = () => new Date();` },
  'the clock': { file: inFolder(core, 'b'), says: reasons, text: `export const now = () => Date.now();` },
  chance: { file: inFolder(core, 'c'), says: reasons, text: `export const dice = () => Math.random();` },
  'an id of its own': {
    file: inFolder(core, 'd'),
    says: reasons,
    text: `export const id = (crypto: { randomUUID(): string }) => crypto.randomUUID();`,
  },
  'an id in a message': {
    file: 'libs/contracts/src/envelope.ts',
    says: reasons,
    text: `declare function randomUUID(): string;\nexport const id = () => randomUUID();`,
  },
  'a call of another service': {
    file: inFolder(core, 'e'),
    says: callsOut,
    text: `export const ask = () => fetch('http://allocation/api/load-board');`,
  },
  'a call from a controller': {
    file: 'services/clients/src/upgrade/upgrade-tier/calls.controller.ts',
    says: callsOut,
    text: `export const ask = () => globalThis.fetch('http://allocation/api/load-board');`,
  },
  'a client for calls': {
    file: 'services/clients/src/calls.module.ts',
    says: callsOut,
    text: `import { request } from 'node:https';\nexport const ask = () => request('https://bank.example');`,
  },
  'a deep import': {
    file: 'services/clients/src/deep.adapter.ts',
    says: 'import what the package offers, not what lies inside it',
    text: `import type { X } from '@pcrm/platform/embedded/sqlite';\nexport type Y = X;`,
  },
  'a subpath another library offers': {
    file: 'services/clients/src/guess.adapter.ts',
    says: 'import what the package offers, not what lies inside it',
    text: `import type { X } from '@pcrm/contracts/embedded';\nexport type Y = X;`,
  },
  'a path around the package': {
    file: 'services/clients/src/around.adapter.ts',
    says: 'import what the package offers, not what lies inside it',
    text: `import type { X } from '../../../libs/platform/src/index.js';\nexport type Y = X;`,
  },
  'a promise nobody waits for': {
    file: 'libs/platform/src/floating.ts',
    says: 'Promises must be awaited',
    text: `export function go(work: () => Promise<void>): void {\n  work();\n}`,
  },
  'a promise where none is expected': {
    file: 'libs/platform/src/misused.ts',
    says: 'Promise returned in function argument where a void return was expected',
    text: `export const go = (work: () => Promise<void>) => [1].forEach(async () => work());`,
  },
  'a case left out': {
    file: 'libs/platform/src/exhaustive.ts',
    says: 'Switch is not exhaustive',
    text: `export function name(n: 'a' | 'b'): void {\n  switch (n) {\n    case 'a':\n      break;\n  }\n}`,
  },
  'a tangle': { file: 'libs/platform/src/tangle.ts', says: 'has a complexity of 9', text: branches(8) },
  'a deep nest': {
    file: 'libs/platform/src/nest.ts',
    says: 'Blocks are nested too deeply (4)',
    text: `export function go(a: boolean[]): number {\n  if (a[0]) { if (a[1]) { if (a[2]) { if (a[3]) { return 1; } } } }\n  return 0;\n}`,
  },
  'a long list of parameters': {
    file: 'libs/platform/src/parameters.ts',
    says: 'has too many parameters (5)',
    text: `export const sum = (a: number, b: number, c: number, d: number, e: number) => a + b + c + d + e;`,
  },
  'a long file': { file: 'libs/platform/src/long.ts', says: 'File has too many lines (201)', text: lines(201) },
  'a drawer for everything': {
    file: 'libs/platform/src/date.utils.ts',
    says: 'name the file after what it holds, not "utils"',
    text: `export const one = 1;`,
  },
  'a name in capitals': {
    file: 'libs/platform/src/TierBoard.ts',
    says: 'file names are kebab-case',
    text: `export const one = 1;`,
  },
  'a default export': {
    file: 'libs/platform/src/unnamed.ts',
    says: 'exports are named',
    text: `export default 1;`,
  },
  'a type imported as a value': {
    file: 'libs/platform/src/imports-a-type.ts',
    says: 'only used as types',
    text: `import { X } from '@pcrm/contracts';\nexport type Y = X;`,
  },
  'a focused test': {
    file: 'libs/platform/src/focused.spec.ts',
    says: 'a focused test switches all the others off',
    text: `declare const it: { only(name: string, run: () => void): void };\nit.only('is alone', () => {});`,
  },
};

const allowed: Record<string, string> = {
  [core]: `export const later = (now: string) => new Date(now).toISOString();`,
  'services/clients/src/upgrade/upgrade-tier/upgrade-tier.controller.ts': `export const now = () => new Date();`,
  'services/clients/src/upgrade/calls.adapter.ts': `declare function fetch(url: string): Promise<number>;\nexport const ask = () => fetch('https://bank.example');`,
  'services/clients/src/upgrade/upgrade-tier/upgrade-tier.spec.ts': lines(300),
  'libs/platform/src/testing.ts': `import type { X } from '@pcrm/event-sourcing/testing';\nexport type Y = X;`,
  'libs/platform/src/simple.ts': branches(7),
  'libs/platform/src/short.ts': `${lines(200)}\n// and a remark\n`,
  'dashboard/src/screen.tsx': branches(11),
};

const tsconfig = JSON.stringify({
  extends: join(repository, 'tsconfig.base.json'),
  compilerOptions: { types: [], noEmit: true, emitDeclarationOnly: false },
  include: ['src'],
});

describe('the house rules', () => {
  const heard = new Map<string, string[]>();

  beforeAll(() => {
    const planted = Object.values(forbidden).map(({ file, text }) => [file, text] as const);
    using house = new Planted({ ...Object.fromEntries(planted), ...allowed });
    for (const project of ['services/clients', 'libs/contracts', 'libs/platform', 'dashboard']) {
      house.put(`${project}/tsconfig.json`, tsconfig);
    }
    const config = join(repository, 'eslint.config.mjs');
    const report = house.run('eslint/bin/eslint.js', '--config', config, '--format', 'json', '.') as Report;
    for (const { filePath, messages } of report) {
      const file = filePath.slice(house.folder.length + 1);
      heard.set(
        file,
        messages.map(({ message }) => message),
      );
    }
  }, 60_000);

  it.each(Object.entries(forbidden))('refuse %s', (_name, { file, says }) => {
    expect(heard.get(file)).toContainEqual(expect.stringContaining(says));
  });

  it.each(Object.keys(allowed))('leave alone %s', (file) => expect(heard.get(file)).toEqual([]));
});
