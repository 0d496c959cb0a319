import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { notMounted, refusesBadBodies, routesWithBody } from '@pcrm/platform/testing';
import { openBranch, type Branch } from './branch.js';
import { OTHERS } from './probing.js';

const ROOT = join(import.meta.dirname, '../../..');
const SERVICES = ['clients', 'allocation', 'engagement', 'notifications', 'gateway'];
const described = (file: string): readonly string[] => {
  const { operations } = JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as { operations: object };
  return Object.keys(operations).map((operation) => operation.split('.')[0] as string);
};
/** Those of the platform stand once for every service, under its name. */
const ofEach = (controller: string): readonly string[] =>
  SERVICES.map((name) => `${name.charAt(0).toUpperCase()}${name.slice(1)}${controller}`);
/** Every controller there is, by what the sources say of their endpoints. */
const controllers = [
  ...new Set([
    ...described('libs/platform/src/platform.api.json').flatMap(ofEach),
    ...SERVICES.flatMap((name) => described(`services/${name}/src/${name}.api.json`)),
  ]),
];

let branch: Branch;
beforeAll(async () => {
  branch = await openBranch(undefined, '2026-06-12T01:00:00.000Z');
}, 60_000);
afterAll(async () => {
  await branch[Symbol.asyncDispose]();
});

describe('the whole branch', () => {
  refusesBadBodies(async () => ({
    ...{ app: branch.app, secret: branch.secret, outletId: 'NN01', controllers },
    params: Object.fromEntries(Object.entries(OTHERS).map(([name, value]) => [name, String(value)])),
  }));

  it('is asked at the entrances of keys, too', () =>
    expect(routesWithBody(branch.app).map(({ path }) => path)).toEqual(
      expect.arrayContaining(['/api/internal/keys/export', '/api/internal/keys/import']),
    ));

  it('names a controller that it does not have', () =>
    expect(notMounted(branch.app, ['KeysController', 'NobodysController'])).toEqual(['NobodysController']));
});
