import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hasWords } from '@pcrm/platform';
import { inputsOfRoutes, rulesInUse, takingInvisible, unboundedDates } from '@pcrm/platform/testing';
import { OPENAPI } from '@pcrm/platform/answer-check';
import { openBranch, type Branch } from './branch.js';

type Response = {
  readonly $ref?: string;
  readonly content?: { readonly [type: string]: { readonly schema?: object } };
};
type Operation = {
  readonly operationId: string;
  readonly summary?: string;
  readonly responses: { readonly [status: string]: Response };
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: { readonly [type: string]: { readonly example?: object } } };
};
type Document = {
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } };
  readonly components: {
    readonly schemas: { readonly [name: string]: { readonly properties?: object; readonly enum?: readonly string[] } };
  };
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
const operations = (): readonly (readonly [name: string, operation: Operation])[] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
  );

describe('a date of a request', () => {
  it('is bounded, whichever it is: nobody joins on 9999-12-31', () => {
    expect(unboundedDates(branch.app)).toEqual([]);
  });
});

describe('a text of a request', () => {
  /** Secrets, keys of ours, what somebody looks for, what a client sent, and the wording that a second person approves. */
  const elsewhere =
    /\.(password|token|sealed|after|key|consumer)$|^(SearchClientsRequest|SmsReportRequest)\.text$|^OutreachTerms\./;
  it('shows something to whoever reads it', () => {
    expect([...takingInvisible(branch.app)].filter((field) => !elsewhere.test(field))).toEqual([]);
  });
});

describe('the joined API description', () => {
  it('says 404 of nobody who is refused as unknown', () => {
    const statuses = (path: string, method: string) => Object.keys(document.paths[path]?.[method]?.responses ?? {});
    const changes = [
      statuses('/api/users', 'post'),
      statuses('/api/users/{userId}/password', 'put'),
      statuses('/api/users/{userId}/disabled', 'put'),
    ];
    for (const one of changes) expect([one.includes('422'), one.includes('404')]).toEqual([true, false]);
    expect(statuses('/api/users/{userId}', 'get')).toContain('404');
  });

  /** `npm run docs:api` writes it. */
  it('is checked in as it is', () => {
    const served = `${JSON.stringify(document, null, 2)}\n`;
    if (process.env['DOCS'] === 'write') writeFileSync(OPENAPI, served);
    expect(readFileSync(OPENAPI, 'utf8') === served).toBe(true);
  });

  it('tells each operation apart by a readable name, and what it does in a sentence', () => {
    const ids = operations().map(([, { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z][a-zA-Z]+(\.[a-z][a-zA-Z]+)?$/.test(id))).toEqual([]);
    const untold = operations().filter(([, { summary = '' }]) => !/^[A-Z].{8,140}[.]$/.test(summary));
    expect(untold.map(([name, { summary }]) => [name, summary])).toEqual([]);
  });

  it('has one success of each operation, with the shape of its answer unless it answers nothing', () => {
    const wrong = operations().filter(([, { responses }]) => {
      const successes = Object.entries(responses).filter(([status]) => status.startsWith('2'));
      const [[status, { content }] = ['', {} as Response]] = successes;
      return successes.length !== 1 || (status === '204') !== (content?.['application/json']?.schema === undefined);
    });
    expect(wrong.map(([name]) => name)).toEqual([]);
  });

  it('names every list of words once', () => {
    const lists = [...JSON.stringify(document).matchAll(/"enum":\[("[^\]]+)\]/g)].map(([, list = '']) =>
      list.split(',').toSorted().join(),
    );
    expect(lists.filter((list, at) => list.includes(',') && lists.indexOf(list) !== at)).toEqual([]);
  });

  it('leads everywhere: whatever is referred to is there', () => {
    const all = JSON.stringify(document);
    const referred = [...all.matchAll(/"#\/components\/(\w+)\/([^"]+)"/g)];
    const components = document.components as { readonly [kind: string]: { readonly [name: string]: unknown } };
    expect(referred.filter(([, kind = '', name = '']) => components[kind]?.[name] === undefined)).toEqual([]);
    const used = new Set(referred.map(([, kind, name]) => `${kind}/${name}`));
    const kinds = ['schemas', 'responses', 'parameters', 'headers'];
    const idle = kinds.flatMap((kind) => Object.keys(components[kind] ?? {}).map((name) => `${kind}/${name}`));
    expect(idle.filter((name) => !used.has(name))).toEqual([]);
  });

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
