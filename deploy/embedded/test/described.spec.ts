import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { describedIn, programOf } from './described/operations-of-sources.js';

const ROOT = join(import.meta.dirname, '../../..');
const SERVICES = ['clients', 'allocation', 'engagement', 'notifications', 'gateway'];
const PLACES: readonly (readonly [folder: string, file: string])[] = [
  ['libs/platform/src', 'libs/platform/src/platform.api.json'],
  ...SERVICES.map((name) => [`services/${name}/src`, `services/${name}/src/${name}.api.json`] as const),
];

let program: ReturnType<typeof programOf>;
beforeAll(() => {
  program = programOf(ROOT, ['libs/platform/src/index.ts', ...SERVICES.map((name) => `services/${name}/src/index.ts`)]);
}, 120_000);

/** `npm run docs:api` writes the files after a change of an endpoint or its answer. */
describe('what the sources say of their endpoints', () => {
  it.each(PLACES)('%s: is written down as it is', (folder, file) => {
    const said = `${JSON.stringify(describedIn(program, ROOT, folder), null, 2)}\n`;
    const path = join(ROOT, file);
    if (process.env['DOCS'] === 'write') writeFileSync(path, said);
    expect(existsSync(path) ? readFileSync(path, 'utf8') : '').toBe(said);
  });
});
