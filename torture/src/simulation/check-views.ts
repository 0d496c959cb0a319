import {
  businessFields,
  canonicalJson,
  listParked,
  messagesAbout,
  type AnyMessage,
  type JsonObject,
} from '@pcrm/event-sourcing';
import { ServiceRows } from '@pcrm/platform';
import type { Check, Evidence } from './evidence.js';
import { foldedAfresh } from './folded-afresh.js';

/** What each service has to say about all of its facts, by topic. */
export function sayings({
  definitions,
  facts,
}: Pick<Evidence, 'definitions' | 'facts'>): ReadonlyMap<string, readonly AnyMessage[]> {
  return new Map(
    definitions.map((definition) => {
      const nouns = definition.aggregates.map(({ name }: { readonly name: string }) => name);
      const own = facts.filter(({ stream }) => nouns.includes(stream.slice(0, stream.indexOf('-'))));
      return [`${definition.name}.events`, messagesAbout(definition, own)];
    }),
  );
}

/** Every fact was said, as it is, and for the first time in the order of its key. */
export const everyFactIsSaid: Check = async (evidence) => {
  const wrong: string[] = [];
  for (const [topic, due] of sayings(evidence)) {
    const heard = await evidence.branch.heard(topic);
    const known = new Set(heard.map(({ id }) => id));
    const unsaid = due.filter(({ id }) => !known.has(id));
    if (unsaid.length > 0)
      wrong.push(`${topic}: ${String(unsaid.length)} unsaid, the first is ${unsaid[0]?.type ?? ''}`);
    wrong.push(...late(heard).map((what) => `${topic}: ${what}`));
  }
  return wrong;
};

/** What a key hears for the first time after something that stands behind it. */
function late(heard: readonly AnyMessage[]): readonly string[] {
  const furthest = new Map<string, string>();
  const known = new Set<string>();
  return heard.flatMap(({ id, key, position }) => {
    const before = furthest.get(key) ?? '';
    const isLate = !known.has(id) && position < before;
    known.add(id);
    if (position > before) furthest.set(key, position);
    return isLate ? [`${key} hears ${position} after ${before}`] : [];
  });
}

/** Nothing here is broken, and conflicts and outages park nothing. */
export const nothingParks: Check = async ({ branch, definitions }) => {
  const wrong: string[] = [];
  for (const { name } of definitions) {
    const { keys } = await listParked(new ServiceRows(name, branch.stores.rows), { limit: 100 });
    wrong.push(...keys.map(({ consumer, key, reason }) => `${consumer} ${key}: ${reason}`));
  }
  return wrong;
};

type Totals = {
  readonly name: string;
  readonly of: (row: JsonObject) => readonly string[];
  readonly initial: () => JsonObject;
  add(this: void, total: JsonObject, row: JsonObject, key: string): JsonObject;
};

/** Every total is the sum of the rows below it. */
export const totalsAreSums: Check = async ({ branch, definitions }) => {
  const views = definitions.flatMap(({ name: service, projections }) =>
    projections.flatMap(({ name, totals = [] }) =>
      (totals as unknown as readonly Totals[]).map((each) => ({ service, name, each })),
    ),
  );
  const wrong: string[] = [];
  for (const { service, name, each } of views) {
    const sums = summed(await branch.shown(service, name), each);
    const differs = firstDifference(await branch.shown(service, each.name), sums, (total) => total);
    if (differs !== undefined) wrong.push(`${each.name}: ${differs}`);
  }
  return wrong;
};

function summed(rows: Rows, { of, initial, add }: Totals): Rows {
  const sums = new Map<string, JsonObject>();
  for (const [key, row] of rows)
    for (const total of of(row)) sums.set(total, add(sums.get(total) ?? initial(), row, key));
  return sums;
}

type Rows = ReadonlyMap<string, JsonObject>;
/** Where two views part in what counts for the digest, in words. */
function firstDifference(shown: Rows, afresh: Rows, counts: (row: JsonObject) => unknown): string | undefined {
  for (const key of [...new Set([...shown.keys(), ...afresh.keys()])].sort()) {
    const [one, other] = [shown.get(key), afresh.get(key)].map((row) => canonicalJson(row ? counts(row) : null));
    if (one !== other) return `${key} shows ${String(one)}, while it should be ${String(other)}`;
  }
  return undefined;
}

/** Every view is what its messages make of it, each heard once, in order, by rows that begin empty. */
export const viewsAreFolds: Check = async (evidence) => {
  const { branch, definitions } = evidence;
  const wrong: string[] = [];
  const said = sayings(evidence);
  for (const definition of definitions) {
    const afresh = await foldedAfresh(definition, said, branch);
    for (const { name, digest } of definition.projections) {
      const counts = (digest as ((row: JsonObject) => unknown) | undefined) ?? businessFields;
      const differs = firstDifference(await branch.shown(definition.name, name), afresh.get(name) ?? new Map(), counts);
      if (differs !== undefined) wrong.push(`${definition.name} ${name}: ${differs}`);
    }
  }
  return wrong;
};
