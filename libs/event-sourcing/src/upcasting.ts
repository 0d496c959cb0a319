import type { JsonObject } from './fact.js';
import { UnknownVersion } from './failures.js';

/** Which key of the client a personal field is sealed with: identity data outlives profile data by law (PIPL, AML). */
export type KeyKind = 'identity' | 'profile';

/** Fields of `data` that are sealed before they reach any store, and the field that names whose keys they use. */
export type PersonalFields = {
  readonly subject: string;
  /** Dot paths into `data`; a path that is absent or null is left alone; objects and arrays are sealed whole. */
  readonly identity?: readonly string[];
  readonly profile?: readonly string[];
};

/** One schema: the newest version, one step up from each older one (never inventing a fact), and what is personal. */
export type Schema = {
  readonly version?: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each older shape has its own type, known only to its upcaster
  readonly upcast?: { readonly [fromVersion: number]: (old: any) => unknown };
  readonly personal?: PersonalFields;
};
export type Schemas<Type extends string = string> = { readonly [T in Type]?: Schema };

/** Brings `data` to the newest shape, one version at a time. Throws `UnknownVersion` for a version from the future. */
export function upcast(schema: Schema | undefined, type: string, version: number, data: JsonObject): JsonObject {
  const newest = schema?.version ?? 1;
  if (version > newest) throw new UnknownVersion(type, version, newest);
  let current = data;
  for (let from = version; from < newest; from++) {
    const step = schema?.upcast?.[from];
    if (!step) throw new Error(`${type} has no upcaster from version ${from}`);
    current = step(current) as JsonObject;
  }
  return current;
}
