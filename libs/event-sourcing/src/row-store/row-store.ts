import type { Json, JsonObject, Position } from '../fact.js';

/**
 * A declared index: the paths it sorts by, after which rows sort by key. At most one path may end in `[]`: one entry per element.
 * A row in which one of the paths is missing or null is not in that index.
 */
export type Indexes = { readonly [name: string]: readonly string[] };
/** A table of rows. Its name carries the version (`client-list.v3`), so that a rebuild stands beside the live one. */
export type Table = { readonly name: string; readonly indexes: Indexes };

/** Position last applied per source service. */
export type Seen = { readonly [source: string]: Position };
export type Row<Doc = JsonObject> = {
  readonly key: string;
  /** Counts commits of this row, from 1, or on from where its earlier life ended (`RowWrite.after`). */
  readonly version: number;
  readonly seen: Seen;
  readonly doc: Doc;
};
/** `expected` 0: the row must not exist. `doc` null deletes it; of one that must not exist it makes sure of that, and no more. */
export type RowWrite = {
  readonly key: string;
  readonly expected: number;
  readonly seen: Seen;
  readonly doc: JsonObject | null;
  /** Of a row that begins: the version with which it was removed before. It counts on from there, so that no version stands for two contents. */
  readonly after?: number;
};
/** The version of a row once this is written. */
export const versionOf = ({ expected, after = 0 }: RowWrite): number => (expected === 0 ? after : expected) + 1;
export type Commit = {
  readonly writes: readonly { readonly table: Table; readonly rows: readonly RowWrite[] }[];
  /** Named marks saved together with the rows (consumer checkpoints and the like). */
  readonly checkpoints?: { readonly [name: string]: Json };
  /** Withstands a power cut once it is done. Without it only the end of the process: for what can be made again. */
  readonly durable?: boolean;
};
export type IndexValue = string | number;
export type Find = {
  /** Name of a declared index, or `key`. */
  readonly index: string;
  /** Equal values for the first paths of the index. */
  readonly prefix?: readonly IndexValue[];
  /** Bounds for the path after the prefix; `startsWith` for strings. */
  readonly from?: IndexValue;
  readonly to?: IndexValue;
  readonly startsWith?: string;
  readonly reverse?: boolean;
  /** Cursor of an earlier page; `BadCursor` for anything else. */
  readonly after?: string;
  readonly limit: number;
  /** Further conditions on scalar paths of the document, tested by the store (equal to one of the values). */
  readonly where?: { readonly [path: string]: readonly (IndexValue | boolean | null)[] };
};
export type Found<Doc> = { readonly rows: readonly Row<Doc>[]; readonly next?: string };

/** JSON documents with declared indexes. No transaction beyond one `commit` is promised, nor needed. */
export interface RowStore extends AsyncDisposable {
  /** Makes the table and its indexes; asking again is harmless; a changed index declaration is built anew. */
  declare(table: Table): Promise<void>;
  load<Doc = JsonObject>(table: Table, keys: readonly string[]): Promise<ReadonlyMap<string, Row<Doc>>>;
  /**
   * Rows and checkpoints together, all or none, whatever ends the process. Throws `VersionConflict`, having written nothing.
   * While it is being done, or finished for a process that is gone, others may see it table by table in the order of `writes`,
   * checkpoints last: who sees the later sees the earlier.
   */
  commit(commit: Commit): Promise<void>;
  find<Doc = JsonObject>(table: Table, find: Find): Promise<Found<Doc>>;
  count(table: Table, find?: Pick<Find, 'index' | 'prefix' | 'where'>): Promise<number>;
  checkpoint(name: string): Promise<Json | undefined>;
  /** Removes a table with its rows (an old version of a view). */
  drop(name: string): Promise<void>;
}
export const RowStore = Symbol('RowStore');
