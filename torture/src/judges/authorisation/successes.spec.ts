import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ROLES } from '@pcrm/platform';
import { OPENAPI } from '@pcrm/platform/answer-check';
import { endpointsOf, nameOf, type ApiDocument } from '../api-document.js';
import { GOOD } from './good-requests.js';
import { EXCEPTIONS, Successes } from './successes.js';

const endpoints = endpointsOf(JSON.parse(readFileSync(OPENAPI, 'utf8')) as ApiDocument).map(nameOf);

describe('successes', () => {
  it('are wanted of every role that the rules open an endpoint to, and had once each is answered with one', () => {
    const successes = new Successes(['POST /api/waivers', 'GET /api/feeds/{feedId}', 'GET /api/demo'], ROLES);
    const all = [
      ['POST /api/waivers', 'outletHead'],
      ['GET /api/feeds/{feedId}', 'branchAnalyst'],
      ['GET /api/feeds/{feedId}', 'system'],
      ['GET /api/demo', 'clientManager'],
    ];
    expect(successes.wanted.toSorted()).toEqual(all.toSorted());
    successes.note('POST /api/waivers', 'outletHead', 404);
    successes.note('GET /api/feeds/{feedId}', 'system', 422);
    expect(successes.missing).toHaveLength(4);
    successes.note('POST /api/waivers', 'outletHead', 200);
    successes.note('GET /api/feeds/{feedId}', 'system', 204);
    successes.note('GET /api/demo', 'teller', 200);
    expect(successes.missing).toEqual([['GET /api/feeds/{feedId}', 'branchAnalyst']]);
  });
  it('are not wanted where the branch cannot give one', () => {
    expect(new Successes(['POST /api/demo/reset'], ROLES).wanted).toEqual([]);
    expect(new Successes(['GET /api/alerts/{alertId}'], ['teller', 'outletHead']).wanted).toEqual([
      ['GET /api/alerts/{alertId}', 'outletHead'],
    ]);
  });
  it('are not spoken of where there is no endpoint', () => {
    expect(Object.keys(GOOD).filter((endpoint) => !endpoints.includes(endpoint))).toEqual([]);
    const plain = endpoints.map((endpoint) => endpoint.replace(' /api/', ' /'));
    expect(EXCEPTIONS.filter(([where]) => !plain.some((endpoint) => where.test(endpoint)))).toEqual([]);
  });
});
