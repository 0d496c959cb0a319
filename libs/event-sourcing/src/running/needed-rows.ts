import type { AnyMessage } from '../message.js';
import type { Known, Reaction } from '../reaction.js';
import type { RowStore, Table } from '../row-store/row-store.js';

/** A table of this service as readers know it → the one to look into now. */
export type Resolve = (table: Table) => Table;
/** Makes what a table adds up stand as the rows below it, where it is a table of totals. */
export type Freshen = (table: Table) => Promise<void>;
/** Where those who decide on rows look. */
export type Looking = { readonly rows: RowStore; readonly resolve: Resolve; readonly freshen?: Freshen };
type Needs = Reaction['needs'];
type Wanted = { readonly table: Table; readonly keys: Set<string> };

/**
 * Loads the rows that all these messages ask for, one query per table. Totals are added up first: readers may be shown them a
 * little late, but what is decided on them would stand for ever.
 */
export async function loadNeeded(
  { rows, resolve, freshen }: Looking,
  needs: Needs,
  messages: readonly AnyMessage[],
): Promise<Known> {
  const wanted = needs
    ? collect(
        messages.flatMap((message) => needs(message)),
        resolve,
      )
    : new Map<string, Wanted>();
  const loaded = new Map<string, ReadonlyMap<string, { readonly doc: unknown }>>();
  for (const [name, { table, keys }] of wanted) {
    await freshen?.(table);
    loaded.set(name, await rows.load(table, [...keys]));
  }
  return {
    row: <R>(table: Table, key: string) => {
      const found = loaded.get(table.name);
      if (!found?.has(key) && !wanted.get(table.name)?.keys.has(key))
        throw new Error(`a row of ${table.name} was looked at but not asked for`);
      return found?.get(key)?.doc as R | undefined;
    },
  };
}

function collect(
  needed: readonly { readonly table: Table; readonly keys: readonly string[] }[],
  resolve: Resolve,
): ReadonlyMap<string, Wanted> {
  const wanted = new Map<string, Wanted>();
  for (const { table, keys } of needed) {
    const own = wanted.get(table.name) ?? { table: resolve(table), keys: new Set() };
    wanted.set(table.name, own);
    for (const key of keys) own.keys.add(key);
  }
  return wanted;
}
