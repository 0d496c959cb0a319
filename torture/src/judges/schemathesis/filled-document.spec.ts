import { describe, expect, it } from '@jest/globals';
import type { ApiDocument } from '../api-document.js';
import { filledDocument } from './filled-document.js';
import { judgedIn } from './judged-role.js';

describe('the document that is judged', () => {
  const document: ApiDocument = {
    paths: {
      '/api/a/{clientId}': {
        get: { parameters: [{ name: 'clientId', in: 'path', schema: { type: 'string' } }], responses: {} },
      },
    },
    components: {
      schemas: { A: { type: 'object', properties: { staffId: { type: 'string' }, note: { type: 'string' } } } },
    },
  };
  it('offers ids of the branch wherever one is asked for, and closes objects', () =>
    expect(filledDocument(document, { clientId: ['c'], staffId: ['s', 't'] })).toEqual({
      paths: {
        '/api/a/{clientId}': {
          get: {
            parameters: [{ name: 'clientId', in: 'path', schema: { anyOf: [{ enum: ['c'] }, { type: 'string' }] } }],
            responses: {},
          },
        },
      },
      components: {
        schemas: {
          A: {
            type: 'object',
            properties: { staffId: { anyOf: [{ enum: ['s', 't'] }, { type: 'string' }] }, note: { type: 'string' } },
            additionalProperties: false,
          },
        },
      },
    }));
  it('is as it was where nothing is known and all is closed', () => {
    const closed = { ...document, components: { schemas: {} } };
    expect(filledDocument(closed, {})).toEqual(closed);
  });
});

describe('a report of the judge', () => {
  it('counts an operation as wrong once, however often it was', () =>
    expect(
      judgedIn('teller', {
        operations: { tested: 9 },
        test_cases: { generated: 70 },
        failures: [{ operations: ['GET /a', 'GET /b'] }, { operations: ['GET /a'] }],
        errors: [{}],
      }),
    ).toEqual({ role: 'teller', operations: 9, cases: 70, failed: ['GET /a', 'GET /b'], errors: 1 }));
});
