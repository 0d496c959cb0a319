import type { components, paths } from './generated/openapi.js';

/** Everything the platform asks for and answers, by its name in the API's description. */
export type Offered = components['schemas'];

export type Verb = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
/** `/api/clients/{clientId}` as the text it stands for. */
type Pattern<Path extends string> = Path extends `${infer Before}{${string}}${infer After}`
  ? `${Before}${string}${Pattern<After>}`
  : Path;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
/** The operation behind a path below `/api/`, be it written whole or with texts put in. */
type Operation<V extends Verb, Path extends string> = {
  [P in keyof paths]: Same<Pattern<P>, `/api/${Path}`> extends true ? paths[P][Lowercase<V>] : never;
}[keyof paths];

/** Stands where an answer would when nobody offers the path. */
export type NotOffered<Path extends string> = { readonly notOffered: Path };
type Success<Responses> = Responses[keyof Responses & (200 | 201 | 202 | 204)];

/** What a path answers. */
export type Answer<V extends Verb, Path extends string> = Path extends string
  ? [Operation<V, Path>] extends [never]
    ? NotOffered<Path>
    : Operation<V, Path> extends { readonly responses: infer Responses }
      ? Success<Responses> extends { readonly content: { readonly 'application/json': infer Read } }
        ? Read
        : void
      : NotOffered<Path>
  : never;

/** What a path may be asked with behind its `?`; undefined is left out. */
export type Query<V extends Verb, Path extends string> =
  Operation<V, Path> extends { readonly parameters: { readonly query?: infer Asked } }
    ? { readonly [Name in keyof Asked]?: Asked[Name] | undefined }
    : undefined;

/** What a path takes as its body; undefined is left out. */
export type Body<V extends Verb, Path extends string> =
  Operation<V, Path> extends {
    readonly requestBody: { readonly content: { readonly 'application/json': infer Taken } };
  }
    ? { readonly [Name in keyof Taken]: object extends Pick<Taken, Name> ? Taken[Name] | undefined : Taken[Name] }
    : Record<string, never> | undefined;
