import { BoundedCache } from './bounded-cache.js';
import type { Json, JsonObject } from './fact.js';
import type { KeyVault, SubjectKeys } from './key-vault/key-vault.js';
import { openValue, sealValue, sealedWith } from './seal-value.js';
import type { KeyKind, PersonalFields, Schemas } from './upcasting.js';

/** Anything with a type and data: facts and messages alike. */
export type Sealable = { readonly type: string; readonly data: JsonObject };

/** Seals and opens the personal fields of facts and messages; asks the vault once per batch. Types without such fields cost nothing. */
export interface Sealer {
  /** Personal fields sealed with their subject's keys, minted where missing; a field whose key is destroyed becomes `null`. */
  sealMany<Item extends Sealable>(items: readonly Item[], schemas: Schemas | undefined): Promise<readonly Item[]>;
  /** Personal fields opened; `null` where the key is gone. A changed value throws `TamperedSeal`. */
  openMany<Item extends Sealable>(items: readonly Item[], schemas: Schemas | undefined): Promise<readonly Item[]>;
  /** One value of a subject, sealed or opened with both keys, so that it is gone as soon as one of them is. `null`: not possible. */
  sealWhole(subject: string, value: Json): Promise<string | null>;
  openWhole(subject: string, sealed: string): Promise<Json>;
  /** Forgets a subject's cached keys, at once after destroying one. */
  invalidate(subject: string): void;
}

export type SealerOptions = {
  /** Subjects whose keys are kept at hand, 2.4 KB each; none that was not used within `ttl`, as soon as others are asked for. */
  readonly cacheSize?: number;
  /** Milliseconds after which the vault is asked again: so long a key destroyed by another process may still open. */
  readonly ttl?: number;
  /** Milliseconds of a steady clock. */
  readonly now?: () => number;
};

type Keyed = { readonly keys: SubjectKeys; readonly until: number };
type Keys = ReadonlyMap<string, SubjectKeys>;

export function createSealer(vault: KeyVault, options: SealerOptions = {}): Sealer {
  const { cacheSize = 10_000, ttl = 2_000, now = () => performance.now() } = options;
  const cache = new BoundedCache<Keyed>(cacheSize);

  async function keysOf(subjects: ReadonlySet<string>, ask: 'mint' | 'find'): Promise<Keys> {
    const time = now();
    const keys = new Map<string, SubjectKeys>();
    for (const subject of subjects) {
      const cached = cache.get(subject);
      if (cached && cached.until > time) keys.set(subject, cached.keys);
    }
    const missing = [...subjects].filter((subject) => !keys.has(subject));
    if (missing.length === 0) return keys;
    cache.forgetOldest(({ until }) => until <= time);
    for (const [subject, found] of await vault[ask](missing)) {
      keys.set(subject, found);
      cache.set(subject, { keys: found, until: time + ttl });
    }
    return keys;
  }

  async function each<Item extends Sealable>(
    items: readonly Item[],
    schemas: Schemas | undefined,
    ask: 'mint' | 'find',
  ): Promise<readonly Item[]> {
    const { change, matters } = ask === 'mint' ? SEALING : OPENING;
    const concerned = new Map<Item, PersonalFields>();
    for (const item of items) {
      const personal = personalOf(item, schemas, matters);
      if (personal) concerned.set(item, personal);
    }
    if (concerned.size === 0) return items;
    const keys = await keysOf(new Set([...concerned].map(([item, personal]) => subjectOf(item, personal))), ask);
    return items.map((item) => {
      const personal = concerned.get(item);
      return personal ? { ...item, data: changed(item, personal, keys, change) } : item;
    });
  }

  return {
    sealMany: (items, schemas) => each(items, schemas, 'mint'),
    openMany: (items, schemas) => each(items, schemas, 'find'),
    async sealWhole(subject, value) {
      const keys = (await keysOf(new Set([subject]), 'mint')).get(subject);
      const inner = seal(value, keys, { subject, kind: 'profile', path: '' });
      return seal(inner, keys, { subject, kind: 'identity', path: '' }) as string | null;
    },
    async openWhole(subject, sealed) {
      const keys = (await keysOf(new Set([subject]), 'find')).get(subject);
      const outer = open(sealed, keys, { subject, kind: 'identity', path: '' });
      return open(outer, keys, { subject, kind: 'profile', path: '' });
    },
    invalidate: (subject) => cache.delete(subject),
  };
}

type Place = Parameters<typeof sealValue>[2];
type Change = (value: Json, keys: SubjectKeys | undefined, place: Place) => Json;

const seal: Change = (value, keys, place) => {
  const key = keys?.[place.kind];
  return key instanceof Uint8Array && value !== null ? sealValue(value, key, place) : null;
};

const open: Change = (value, keys, { subject }) => {
  const kind = sealedWith(value);
  return kind ? openValue(value as string, keys?.[kind], subject) : value;
};

/** What is done to a personal value, and to which ones there is anything to do: for others no key is asked for. */
const SEALING = { change: seal, matters: (value: Json): boolean => value !== null };
const OPENING = { change: open, matters: (value: Json): boolean => sealedWith(value) !== undefined };

function subjectOf({ type, data }: Sealable, { subject }: PersonalFields): string {
  const id = data[subject];
  if (typeof id !== 'string' || id === '') throw new Error(`${type} has personal fields but no ${subject}`);
  return id;
}

const KINDS: readonly KeyKind[] = ['identity', 'profile'];

/** The personal fields of an item in which there is something that matters. */
function personalOf<Item extends Sealable>(
  item: Item,
  schemas: Schemas | undefined,
  matters: (value: Json) => boolean,
): PersonalFields | undefined {
  const personal = schemas?.[item.type]?.personal;
  if (!personal) return undefined;
  // Throws where there is none, whether or not it is needed now.
  subjectOf(item, personal);
  const { data } = item;
  return fieldsOf(personal).some(({ name, rest }) => matters(valueAt(data[name] ?? null, rest))) ? personal : undefined;
}

function valueAt(data: Json, path: readonly string[]): Json {
  let value = data;
  for (const name of path) value = isObject(value) ? (value[name] ?? null) : null;
  return value;
}

function changed(item: Sealable, personal: PersonalFields, keys: Keys, change: Change): JsonObject {
  const subject = subjectOf(item, personal);
  const own = keys.get(subject);
  const data = { ...item.data };
  for (const { kind, path, name, rest } of fieldsOf(personal)) {
    const value = data[name] ?? null;
    if (value !== null) data[name] = replaced(value, rest, (inner) => change(inner, own, { subject, kind, path }));
  }
  return data;
}

type Field = { readonly kind: KeyKind; readonly path: string; readonly name: string; readonly rest: readonly string[] };
/** The paths of each schema, taken apart once. */
const fields = new WeakMap<PersonalFields, readonly Field[]>();

function fieldsOf(personal: PersonalFields): readonly Field[] {
  const known = fields.get(personal);
  if (known) return known;
  const all = KINDS.flatMap((kind) =>
    (personal[kind] ?? []).map((path): Field => {
      const [name = '', ...rest] = path.split('.');
      return { kind, path, name, rest };
    }),
  );
  fields.set(personal, all);
  return all;
}

/** The value, or a copy of it, with what stands below it replaced; what is absent or null is left alone. */
function replaced(value: Json, [name, ...rest]: readonly string[], by: (value: Json) => Json): Json {
  if (name === undefined) return by(value);
  if (!isObject(value)) return value;
  const inner = value[name] ?? null;
  return inner === null ? value : { ...value, [name]: replaced(inner, rest, by) };
}

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
