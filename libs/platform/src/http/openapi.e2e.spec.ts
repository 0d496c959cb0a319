import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openKettles, type Kettles } from './kettles.examples.js';
import { openApiFor } from './openapi.js';

let on: Kettles;
beforeAll(async () => {
  on = await openKettles();
});
afterAll(async () => await on[Symbol.asyncDispose]());

const KETTLES = {
  operations: {
    'KettleController.fill': {
      summary: 'Fills a kettle.',
      answer: { $ref: '#/components/schemas/Filled' },
      revised: true,
    },
  },
  schemas: { Filled: { type: 'object', properties: { water: { type: 'string', enum: ['cold', 'warm'] } } } },
  enums: { Water: ['cold', 'warm'] },
};

describe('OpenAPI', () => {
  it('gives readable unique ids, what is done and answered, permissions, problems and security', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pcrm-kettles-'));
    const api = pathToFileURL(join(folder, 'kettles.api.json'));
    await writeFile(api, JSON.stringify(KETTLES));
    const document = openApiFor(on.app, 'kettles', [api]);
    await rm(folder, { recursive: true });
    const operation = document.paths['/api/kettles/{kettleId}/fill']?.post as unknown as Record<string, unknown>;
    expect(operation).toMatchObject({
      operationId: 'kettle.fill',
      summary: 'Fills a kettle.',
      'x-permission': 'client.sign',
      security: [{ bearer: [] }],
    });
    const responses = operation['responses'] as object;
    expect(Object.keys(responses)).toEqual([
      '200',
      '400',
      '401',
      '403',
      '404',
      '409',
      '412',
      '413',
      '415',
      '422',
      '429',
      '500',
      '503',
    ]);
    expect(responses).toMatchObject({
      200: {
        headers: { ETag: { $ref: '#/components/headers/ETag' } },
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Filled' } } },
      },
      412: { $ref: '#/components/responses/Changed' },
    });
    const names = (operation['parameters'] as { $ref?: string }[]).flatMap(({ $ref }) => $ref?.split('/').at(-1) ?? []);
    expect(names).toEqual(['IfMatch', 'IdempotencyKey']);
    expect(document.components).toMatchObject({
      responses: {
        Changed: { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
      },
      schemas: {
        Filled: { properties: { water: { $ref: '#/components/schemas/Water' } } },
        Water: { enum: ['cold', 'warm'] },
      },
    });
  });

  it('tells every field of every input as validation has it, with an example that is let through', async () => {
    const document = openApiFor(on.app, 'kettles');
    expect(document.components?.schemas).toMatchObject({
      FillKettle: {
        required: ['water'],
        properties: { water: { type: 'string', minLength: 2 }, lid: { $ref: '#/components/schemas/Lid' } },
      },
      Lid: { required: ['size'], properties: { size: { type: 'integer', minimum: 1, example: 1 } } },
    });
    const operations = document.paths['/api/kettles/{kettleId}/fill']?.post;
    const { requestBody } = operations as unknown as {
      requestBody: { content: { [type: string]: { example: object } } };
    };
    const example = requestBody.content['application/json']?.example ?? {};
    expect((await on.fill(example)).statusCode).toBe(200);
    expect(document.paths['/api/kettles']?.get?.parameters).toMatchObject([
      { name: 'limit' },
      { name: 'after' },
      { $ref: '#/components/parameters/WaitFor' },
    ]);
  });
});
