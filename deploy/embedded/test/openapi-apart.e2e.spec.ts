import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { ServiceRoutes, type DocumentOf } from '@pcrm/gateway';
import { openApiFor } from '@pcrm/platform';
import { OPENAPI } from '@pcrm/platform/answer-check';
import { openService } from '@pcrm/platform/testing';
import { definitions } from '../src/definitions.js';
import { apis, serviceModules } from '../src/services.js';

type Document = Awaited<ReturnType<DocumentOf>>;
type Parts = { readonly paths: object; readonly components: { readonly schemas: object } };

/** What the service at this place describes when it is alone. */
async function alone(at: number): Promise<Document> {
  const [definition, module, api] = [definitions[at], serviceModules[at], apis[at]];
  if (!definition || !module || !api) throw new Error('a service without its parts');
  await using service = await openService(definition, module, { now: '2026-06-15T01:00:00.000Z' });
  return openApiFor(service.app, definition.name, [api]);
}

/** Through JSON: what is undefined is not said. */
const said = (document: Document): Parts => JSON.parse(JSON.stringify(document)) as Parts;

it('services in processes of their own describe together what they describe in one', async () => {
  const documents = await Promise.all(serviceModules.map((_, at) => alone(at)));
  const [own, ...others] = documents;
  if (!own) throw new Error('no service');
  const upstreams = others.map((_, at) => ({ name: String(at), urls: [String(at)] }));
  const apart = new ServiceRoutes(upstreams, async (url) => others[Number(url)] ?? Promise.reject(new Error(url)));
  const { paths, components } = said(await apart.joined(own));
  const whole = JSON.parse(readFileSync(OPENAPI, 'utf8')) as Parts;
  expect(Object.keys(paths).length).toBeGreaterThan(100);
  expect(whole.paths).toMatchObject(paths);
  expect(whole.components.schemas).toMatchObject(components.schemas);
}, 60_000);
