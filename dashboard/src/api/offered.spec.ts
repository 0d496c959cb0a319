import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';

const OPENAPI = join(import.meta.dirname, '../../../docs/openapi.json');
const TYPES = join(import.meta.dirname, 'generated/openapi.ts');

type Operation = { responses: { [status: string]: { headers?: object } }; parameters?: unknown[] };
type Document = {
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } };
  readonly components: { responses?: object; headers?: object; parameters?: object };
};

/** What the pages need of the description: what is asked and what is answered; failures are one and the same for all. */
function forPages(): Document {
  const document = JSON.parse(readFileSync(OPENAPI, 'utf8'), (key, value: unknown) =>
    key === 'example' ? undefined : value,
  ) as Document;
  for (const operation of Object.values(document.paths).flatMap((methods) => Object.values(methods))) {
    operation.responses = Object.fromEntries(
      Object.entries(operation.responses).flatMap(([status, { headers: _headers, ...response }]) =>
        status.startsWith('2') ? [[status, response]] : [],
      ),
    );
    operation.parameters = (operation.parameters ?? []).filter((one) => !('$ref' in (one as object)));
  }
  const { responses: _responses, headers: _headers, parameters: _parameters, ...components } = document.components;
  return { ...document, components };
}

describe('the types of what the platform offers', () => {
  /** `npm run docs:api -w @pcrm/dashboard` writes them. */
  it('are those of its description', async () => {
    const made = await openapiTS(forPages() as never, {
      ...{ immutable: true, emptyObjectsUnknown: true, defaultNonNullable: false },
    });
    const types = astToString(made);
    if (process.env['DOCS'] === 'write') writeFileSync(TYPES, types);
    expect(readFileSync(TYPES, 'utf8') === types).toBe(true);
  }, 60_000);
});
