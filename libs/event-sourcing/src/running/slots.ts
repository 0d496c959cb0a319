import type { JsonObject, Position } from '../fact.js';
import type { Commit, Row, RowStore, RowWrite, Table } from '../row-store/row-store.js';

/** One row while a batch is folded: what stands, what it becomes, and what it has seen of each source. */
export type Slot = {
  readonly key: string;
  doc: JsonObject | undefined;
  /** As loaded. */
  readonly before: JsonObject | undefined;
  readonly version: number;
  /** Version of the note that remembers the positions of a row that is not there; 0 for none. */
  readonly gone: number;
  seen: { [source: string]: Position };
  dirty: boolean;
};
export type Writes = Commit['writes'];

/** Remembers what a removed (or never begun) row has seen, so that redelivery does not raise it from the dead. */
export const goneTable = (table: Table): Table => ({ name: `${table.name}.gone`, indexes: {} });

/**
 * Rows of one table guarded by positions: loaded in bulk, changed in memory, written once. A row that is removed leaves
 * its positions in a table beside, so the table itself holds exactly the rows a reader may see.
 */
export class Slots {
  readonly #slots = new Map<string, Slot>();
  readonly #gone: Table;

  constructor(
    private readonly rows: RowStore,
    private readonly table: Table,
  ) {
    this.#gone = goneTable(table);
  }

  /** Loads those of the keys that are not loaded yet: two queries at most, however many keys. */
  async load(keys: Iterable<string>): Promise<void> {
    const wanted = [...new Set(keys)].filter((key) => !this.#slots.has(key));
    if (wanted.length === 0) return;
    const found = await this.rows.load(this.table, wanted);
    const missing = wanted.filter((key) => !found.has(key));
    const gone = missing.length > 0 ? await this.rows.load(this.#gone, missing) : new Map<string, Row>();
    for (const key of wanted) this.#slots.set(key, slotOf(key, found.get(key), gone.get(key)));
  }

  get(key: string): Slot {
    const slot = this.#slots.get(key);
    if (!slot) throw new Error(`a row of ${this.table.name} was not loaded`);
    return slot;
  }

  /** Whether this row has already taken in what stands at this position of this source. */
  static hasSeen(slot: Slot, source: string, position: Position): boolean {
    const last = slot.seen[source];
    return last !== undefined && last >= position;
  }

  /** The row becomes `doc` (undefined: it is not there) and has seen this position. */
  static put(slot: Slot, doc: JsonObject | undefined, source: string, position: Position): void {
    if (!slot.dirty) {
      slot.seen = { ...slot.seen };
      slot.dirty = true;
    }
    slot.seen[source] = position;
    slot.doc = doc;
  }

  /** The row becomes `doc` by itself, not by a message: positions stay. */
  static replace(slot: Slot, doc: JsonObject | undefined): void {
    slot.dirty = true;
    slot.doc = doc;
  }

  changed(): readonly Slot[] {
    return [...this.#slots.values()].filter(({ dirty }) => dirty);
  }

  /** Against the order in which they are loaded: a row that is seen to be gone has left what it has seen. */
  writes(): Writes {
    const rows: RowWrite[] = [];
    const gone: RowWrite[] = [];
    for (const slot of this.#slots.values()) if (slot.dirty) write(slot, rows, gone);
    return [
      ...(gone.length > 0 ? [{ table: this.#gone, rows: gone }] : []),
      ...(rows.length > 0 ? [{ table: this.table, rows }] : []),
    ];
  }
}

function slotOf(key: string, row: Row | undefined, gone: Row | undefined): Slot {
  if (row) return { key, doc: row.doc, before: row.doc, version: row.version, gone: 0, seen: row.seen, dirty: false };
  return {
    key,
    doc: undefined,
    before: undefined,
    version: 0,
    gone: gone?.version ?? 0,
    seen: gone?.seen ?? {},
    dirty: false,
  };
}

function write({ key, doc, version, gone: noted, seen }: Slot, rows: RowWrite[], gone: RowWrite[]): void {
  if (doc !== undefined) {
    rows.push({ key, expected: version, seen, doc });
    if (noted > 0) gone.push({ key, expected: noted, seen: {}, doc: null });
    return;
  }
  if (version > 0) rows.push({ key, expected: version, seen, doc: null });
  gone.push({ key, expected: noted, seen, doc: {} });
}
