import { readFileSync } from 'node:fs';

export type Schema = { readonly [keyword: string]: unknown };
/** What the sources of a service say of one endpoint. */
export type DescribedOperation = {
  readonly summary: string;
  readonly description?: string;
  /** Shape of what it answers; nothing where it answers without a body. */
  readonly answer?: Schema;
  /** Its answer carries an ETag. */
  readonly revised?: true;
};
/**
 * What the sources of a service say of its endpoints, written into its `*.api.json` by
 * `deploy/embedded/test/described.spec.ts`: types do not live until the service runs.
 */
export type DescribedApi = {
  /** By `<controller>.<method>`. */
  readonly operations: { readonly [name: string]: DescribedOperation };
  readonly schemas: { readonly [name: string]: Schema };
  /** Unions of texts that have a name: described once, wherever they are asked for or answered. */
  readonly enums: { readonly [name: string]: readonly string[] };
};

/** What this library's own endpoints answer. */
export const platformApi = new URL('../platform.api.json', import.meta.url);

/** Several descriptions as one. What two services call by one name is one thing: refused otherwise. */
export function joinedApis(files: readonly URL[]): DescribedApi {
  const apis = files.map((file) => JSON.parse(readFileSync(file, 'utf8')) as DescribedApi);
  return {
    operations: joined(apis.map(({ operations }) => operations)),
    schemas: joined(apis.map(({ schemas }) => schemas)),
    enums: joined(apis.map(({ enums }) => enums)),
  };
}

function joined<T>(records: readonly { readonly [name: string]: T }[]): { readonly [name: string]: T } {
  const all: { [name: string]: T } = {};
  for (const [name, value] of records.flatMap((record) => Object.entries(record))) {
    if (name in all && JSON.stringify(all[name]) !== JSON.stringify(value))
      throw new Error(`two services describe ${name} in different ways`);
    all[name] = value;
  }
  return all;
}
