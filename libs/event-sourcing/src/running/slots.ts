import type { JsonObject, Position } from '../fact.js';
import type { Commit, Row, RowStore, RowWrite, Table } from '../row-store/row-store.js';

/** One row while a batch is folded: what stands, what it becomes, and what it has seen of each source. */
export type Slot = {
  readonly key: string;
  doc: JsonObject | undefined;
  /** As loaded. */
  readonly before: JsonObject | undefined;
  readonly version: number;
  /** Version of the note that remembers the positions of a row that is not there; 0 for none. Of a row that is there it is not known. */
  readonly gone: number | undefined;
  /** Version with which the row was removed; 0 where it never was, or where it is there. */
  readonly ended: number;
  seen: { [source: string]: Position };
  dirty: boolean;
};
export type Writes = Commit['writes'];

/**
 * Remembers what a removed (or never begun) row has seen, so that redelivery does not raise it from the dead. A note stays, empty, when
 * its row comes back: its version then tells a process that slept meanwhile that the row has come and gone without it.
 */
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
    const gone = missing.length > 0 ? await this.rows.load<Note>(this.#gone, missing) : new Map<string, Row<Note>>();
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
  async writes(): Promise<Writes> {
    const dirty = this.changed();
    const removed = dirty.filter(({ doc, version }) => doc === undefined && version > 0).map(({ key }) => key);
    const notes = removed.length > 0 ? await this.rows.load(this.#gone, removed) : new Map<string, Row>();
    const gone = dirty.flatMap((slot) => noteOf(slot, slot.gone ?? notes.get(slot.key)?.version ?? 0));
    const rows = dirty.map(rowOf);
    return [
      ...(gone.length > 0 ? [{ table: this.#gone, rows: gone }] : []),
      ...(rows.length > 0 ? [{ table: this.table, rows }] : []),
    ];
  }
}

/** Of a note: the version with which its row was removed; an earlier version of this code did not keep it. */
type Note = { readonly version?: number };

function slotOf(key: string, row: Row | undefined, note: Row<Note> | undefined): Slot {
  if (!row) return { key, ...absent(note), dirty: false };
  const { doc, version, seen } = row;
  return { key, doc, before: doc, version, gone: undefined, ended: 0, seen, dirty: false };
}

function absent(note: Row<Note> | undefined) {
  const nothing = { doc: undefined, before: undefined, version: 0 };
  if (!note) return { ...nothing, gone: 0, ended: 0, seen: {} };
  return { ...nothing, gone: note.version, ended: note.doc.version ?? 0, seen: note.seen };
}

/** Of a row that is not there and stays so it is made sure that nobody has begun it meanwhile. */
function rowOf({ key, doc, version, ended, seen }: Slot): RowWrite {
  return { key, expected: version, seen, doc: doc ?? null, ...(doc && ended > 0 && { after: ended }) };
}

/** What a row has seen that is not there; of one that begins, that nobody has begun and ended it meanwhile. */
function noteOf({ key, doc, version, ended, seen }: Slot, expected: number): readonly RowWrite[] {
  const note: Note = { version: Math.max(version, ended) };
  if (doc === undefined) return [{ key, expected, seen, doc: note }];
  return version === 0 ? [{ key, expected, seen: {}, doc: expected > 0 ? note : null }] : [];
}
