import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { type IndexValue, type JsonObject, type RowWrite, versionOf } from '@pcrm/event-sourcing';
import { columnsOf, type Lines, type Shape, sideOf } from './row-shape.js';

/** A row as it stands, with the values of its columns for indexes. */
type Standing = {
  readonly version: number;
  readonly id: number;
  readonly extra: readonly (IndexValue | null)[];
  /** Its lines in the side tables, as text. */
  readonly side: unknown;
};

/** Writes rows of one table inside a transaction that its caller holds. */
export class RowWriter {
  readonly #insert: StatementSync;
  readonly #updatePlain: StatementSync;
  /** By the columns they write: an index is touched only when a value in it has changed. */
  readonly #updates = new Map<string, StatementSync>();
  readonly #columns: readonly string[];
  readonly #delete: StatementSync;
  readonly #countRemoval: StatementSync;
  readonly #find: StatementSync;
  readonly #sideInserts: readonly StatementSync[];
  readonly #sideDeletes: readonly StatementSync[];

  constructor(
    private readonly db: DatabaseSync,
    private readonly shape: Shape,
  ) {
    const { rows, lists } = shape;
    const extra = [...shape.paths.map((_, at) => `c${String(at)}`), ...(lists.length > 0 ? ['side'] : [])];
    const each = extra.map((column) => `, ${column}`).join('');
    this.#columns = extra;
    this.#insert = db.prepare(
      `INSERT INTO ${rows} (key, version, seen, doc${each}) VALUES (?, ?, ?, ?${extra.map(() => ', ?').join('')})
       ON CONFLICT (key) DO NOTHING`,
    );
    const guard = 'WHERE key = ? AND version = ?';
    this.#updatePlain = db.prepare(`UPDATE ${rows} SET version = ?, seen = ?, doc = ? ${guard}`);
    this.#delete = db.prepare(`DELETE FROM ${rows} ${guard}`);
    this.#countRemoval = db.prepare('UPDATE tables SET removed = removed + 1 WHERE id = ?');
    this.#find = db.prepare(`SELECT version, id${each} FROM ${rows} WHERE key = ?`);
    this.#find.setReturnArrays(true);
    this.#sideInserts = lists.map(({ sql, columns }) =>
      db.prepare(`INSERT INTO ${sql} VALUES (${columns.map(() => '?, ').join('')}?)`),
    );
    this.#sideDeletes = lists.map(({ sql, columns }) =>
      db.prepare(`DELETE FROM ${sql} WHERE ${columns.map((column) => `${column} = ? AND `).join('')}key = ?`),
    );
  }

  /** False when the row is not at the expected version. */
  write(write: RowWrite): boolean {
    const { key, expected, seen, doc } = write;
    if (doc === null) return this.#remove(key, expected);
    return expected === 0
      ? this.insert(key, versionOf(write), JSON.stringify(seen), doc)
      : this.#update(key, expected, JSON.stringify(seen), doc);
  }

  insert(key: string, version: number, seen: string, doc: JsonObject): boolean {
    const side = sideOf(this.shape, doc);
    const written = this.#insert.run(key, version, seen, JSON.stringify(doc), ...this.#extra(doc, side)).changes === 1;
    if (written) this.#rewriteSide(key, [], side);
    return written;
  }

  #update(key: string, expected: number, seen: string, doc: JsonObject): boolean {
    const text = JSON.stringify(doc);
    const version = expected + 1;
    if (this.#columns.length === 0) return this.#updatePlain.run(version, seen, text, key, expected).changes === 1;
    const before = this.#standing(key);
    if (before?.version !== expected) return false;
    const side = sideOf(this.shape, doc);
    const now = this.#extra(doc, side);
    const changed = now.flatMap((value, at) => (value === before.extra[at] ? [] : [at]));
    this.#updateOf(changed).run(version, seen, text, ...changed.map((at) => now[at] as IndexValue | null), before.id);
    if (side.length > 0 && before.side !== now.at(-1)) this.#rewriteSide(key, linesIn(before.side), side);
    return true;
  }

  #updateOf(changed: readonly number[]): StatementSync {
    const name = changed.join();
    const known = this.#updates.get(name);
    if (known) return known;
    const columns = changed.map((at) => `, ${this.#columns[at] ?? ''} = ?`).join('');
    const update = this.db.prepare(
      `UPDATE ${this.shape.rows} SET version = ?, seen = ?, doc = ?${columns} WHERE id = ?`,
    );
    this.#updates.set(name, update);
    return update;
  }

  #standing(key: string): Standing | undefined {
    const line = this.#find.get(key) as unknown as readonly [number, number, ...(IndexValue | null)[]] | undefined;
    if (!line) return undefined;
    const [version, id, ...extra] = line;
    return { version, id, extra, side: this.shape.lists.length > 0 ? extra.at(-1) : null };
  }

  #remove(key: string, expected: number): boolean {
    const before = this.#standing(key);
    if (expected === 0 || !before) return expected === 0 && !before;
    const removed = this.#delete.run(key, expected).changes === 1;
    if (!removed) return false;
    this.#countRemoval.run(this.shape.id);
    this.#rewriteSide(key, linesIn(before.side), []);
    return true;
  }

  #extra(doc: JsonObject, side: readonly Lines[]): (IndexValue | null)[] {
    const columns = columnsOf(this.shape, doc);
    return side.length === 0 ? columns : [...columns, JSON.stringify(side)];
  }

  /** Takes away the lines that are gone and adds the new ones; the rest is not touched. */
  #rewriteSide(key: string, before: readonly Lines[], after: readonly Lines[]): void {
    this.shape.lists.forEach((_, at) => {
      const [old, now] = [before[at] ?? [], after[at] ?? []];
      if (areSame(old, now)) return;
      for (const line of missingIn(now, old)) this.#sideDeletes[at]?.run(...line, key);
      for (const line of missingIn(old, now)) this.#sideInserts[at]?.run(...line, key);
    });
  }
}

const linesIn = (side: unknown): readonly Lines[] =>
  typeof side === 'string' ? (JSON.parse(side) as readonly Lines[]) : [];

/** What most writes leave as it is. */
const areSame = (some: Lines, others: Lines): boolean =>
  some.length === others.length &&
  some.every((line, nth) => line.every((value, column) => value === others[nth]?.[column]));

function missingIn(some: Lines, others: Lines): Lines {
  const known = new Set(some.map((line) => JSON.stringify(line)));
  return others.filter((line) => !known.has(JSON.stringify(line)));
}
