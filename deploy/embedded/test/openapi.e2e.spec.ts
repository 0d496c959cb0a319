import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hasWords } from '@pcrm/platform';
import { inputsOfRoutes, rulesInUse } from '@pcrm/platform/testing';
import { openBranch, type Branch } from './branch.js';

type Operation = {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: { readonly [type: string]: { readonly example?: object } } };
};
type Document = {
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } };
  readonly components: { readonly schemas: { readonly [name: string]: { readonly properties?: object } } };
};

let branch: Branch;
let document: Document;
beforeAll(async () => {
  branch = await openBranch();
  document = (await (await fetch(`${branch.url}/api/openapi`)).json()) as Document;
}, 60_000);
afterAll(async () => {
  await branch[Symbol.asyncDispose]();
});

const operationOf = ({ path, method }: { readonly path: string; readonly method: string }): Operation | undefined =>
  document.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];

describe('a wrong field', () => {
  it('is told in words of both languages, whatever rule it breaks', () => {
    const rules = [...rulesInUse(branch.app)];
    expect(rules.length).toBeGreaterThan(15);
    expect(rules.filter((rule) => !hasWords(rule))).toEqual([]);
  });
});

describe('the joined API description', () => {
  it('has every field of every body and query, of all services', () => {
    const missing = inputsOfRoutes(branch.app).flatMap(({ route, from, type, fields }) => {
      const operation = operationOf(route);
      if (!operation) return [];
      const told =
        from === 'body'
          ? Object.keys(document.components.schemas[type.name]?.properties ?? {})
          : (operation.parameters ?? []).map(({ name }) => name);
      return fields.filter((field) => !told.includes(field)).map((field) => `${route.method} ${route.path}: ${field}`);
    });
    expect(missing).toEqual([]);
  });

  it('shows an example of every body that the endpoint lets through', () => {
    const bodies = inputsOfRoutes(branch.app).filter(({ from, route }) => from === 'body' && operationOf(route));
    expect(bodies.length).toBeGreaterThan(40);
    const wrong = bodies.flatMap(({ route, wrongIn }) => {
      const example = operationOf(route)?.requestBody?.content['application/json']?.example;
      const mistakes = example ? wrongIn(example) : ['no example'];
      return mistakes.map((mistake) => `${route.method} ${route.path}: ${mistake}`);
    });
    expect(wrong).toEqual([]);
  });
});
