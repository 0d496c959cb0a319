import type { Type } from '@nestjs/common';
import { fieldsOf, hasRules, listedFor, mayBeLeftOut, nestedIn, passes } from '../http/input-rules.js';
import type { Route } from '../http/routes.js';
import { PROBE_ID } from './bad-bodies.js';

/** Values of fields and path parameters that have a meaning in the story of a test, by name. */
export type Named = { readonly [name: string]: string | number | boolean | undefined };
/** A request that passes validation. `used`: which of the named values are in it. */
export type GoodRequest = {
  readonly method: string;
  readonly url: string;
  readonly body?: object;
  readonly used: ReadonlySet<string>;
  /** Path parameters that nobody named. */
  readonly unnamed: readonly string[];
};

/** What is tried for a field of which only its rules are known: the first that they all let through is taken. */
const CANDIDATES: readonly unknown[] = [
  ...[1, 2, 10, 100, 1_000_000, true],
  ...['2026-06-16', '2026-06', '2026-06-15T01:00:00.000Z', 'true', '1'],
  ...[PROBE_ID, 'a reason of some length', 'probe', 'KH000001', '13800138000', 'Sentence {clientName}.'],
  ...[[], [PROBE_ID], ['probe'], {}],
];

/** A request to an endpoint filled with named values where it asks for them, and with whatever its rules accept elsewhere. */
export function goodRequest(route: Route, named: Named): GoodRequest {
  const used = new Set<string>();
  const unnamed: string[] = [];
  const take = (name: string): string => {
    if (!(name in named)) unnamed.push(name);
    else used.add(name);
    return encodeURIComponent(String(named[name] ?? PROBE_ID));
  };
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => take(name));
  const query = filledFrom(route, 'query', { named, used });
  const search = new URLSearchParams(
    Object.entries(query ?? {}).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();
  const body = filledFrom(route, 'body', { named, used });
  return { method: route.method, url: search ? `${path}?${search}` : path, used, unnamed, ...(body && { body }) };
}

type Filling = { readonly named: Named; readonly used: Set<string> };

function filledFrom({ inputs }: Route, from: 'body' | 'query', filling: Filling): object | undefined {
  const types = inputs.flatMap((input) => (input.from === from && hasRules(input.type) ? [input.type] : []));
  if (types.length === 0) return undefined;
  return Object.assign({}, ...types.map((type) => filled(type, filling))) as object;
}

/** Needed fields, and those that are named. */
function filled(type: Type, filling: Filling): { readonly [name: string]: unknown } {
  const wanted = fieldsOf(type).filter((name) => name in filling.named || !mayBeLeftOut(type, name));
  return Object.fromEntries(
    wanted.flatMap((name) => {
      const value = valueOf(type, name, filling);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function valueOf(type: Type, name: string, filling: Filling): unknown {
  const own = name in filling.named ? [filling.named[name]] : [];
  const either = listedFor(type, name).flatMap((one) => [one, [one]]);
  const candidates = [...own, ...madeOf(type, name, filling), ...either, ...CANDIDATES];
  const value = candidates.find((candidate) => passes(type, name, candidate));
  if (own.length > 0 && value === own[0]) filling.used.add(name);
  return value;
}

/** An object of the class that a field is made into, and a list of one. */
function madeOf(type: Type, name: string, filling: Filling): readonly unknown[] {
  const inner = nestedIn(type, name);
  if (!inner) return [];
  const value = filled(inner, filling);
  return [value, [value]];
}
