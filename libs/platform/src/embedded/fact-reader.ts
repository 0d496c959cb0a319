import type { DatabaseSync } from 'node:sqlite';
import type { NewEvent, Position, StoredEvent } from '@pcrm/event-sourcing';
import { AT_MOST, Statements, type Steps } from './sqlite.js';

/**
 * Streams and categories have small integer ids; a fact's place in the store is its row id. There is no index over
 * fact ids: they are random, and what a retry needs is found at its place in the stream.
 */
export const FACT_STEPS: Steps = [
  `
  CREATE TABLE categories (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
  CREATE TABLE streams (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, category INTEGER NOT NULL);
  CREATE TABLE facts (
    position INTEGER PRIMARY KEY, stream INTEGER NOT NULL, revision INTEGER NOT NULL, category INTEGER NOT NULL,
    recorded INTEGER NOT NULL, body TEXT NOT NULL, UNIQUE (stream, revision)
  );
  `,
  // See `NewestFacts`.
  'CREATE TABLE newest (category TEXT PRIMARY KEY, position INTEGER NOT NULL, upto INTEGER NOT NULL) WITHOUT ROWID',
];

/** Facts looked at in one go when most of them are of other categories. */
const WINDOW = 20_000;
type Line = readonly [position: number, stream: string, revision: number, recorded: number, body: string];
export type Scan = {
  readonly events: readonly StoredEvent[];
  /** How far was looked. */
  readonly upTo: number;
  /** Nothing more is there. */
  readonly atEnd: boolean;
  /** Where nothing was found: behind here nothing stands, up to `upTo`. */
  readonly emptyFrom?: number;
};

export const toPosition = (position: number): Position => String(position).padStart(16, '0');
export const fromPosition = (position: Position | undefined): number => (position === undefined ? 0 : Number(position));

/** Reads facts from any connection, a read-only one of another thread included. */
export class FactReader {
  readonly #statements: Statements;
  readonly #categories = new Map<string, number>();
  /** By the categories that were asked for: after `from`, up to `to`, none of their facts stands, nor ever will. */
  readonly #gaps = new Map<string, { readonly from: number; readonly to: number }>();

  constructor(db: DatabaseSync) {
    this.#statements = new Statements(db);
  }

  read(stream: string, after = -1): readonly StoredEvent[] {
    const lines = this.#statements
      .arrays(
        `SELECT f.position, s.name, f.revision, f.recorded, f.body FROM streams s JOIN facts f ON f.stream = s.id
         WHERE s.name = ? AND f.revision > ? ORDER BY f.revision`,
      )
      .all(stream, after) as unknown as Line[];
    return lines.map(toStored);
  }

  /** The next facts of these categories. Where nothing was found is not looked again. */
  scan(categories: readonly string[], after: number, limit: number): Scan {
    const head = this.headNumber();
    const asked = categories.join();
    const known = this.#gaps.get(asked);
    const gap = known && known.from <= after && after <= known.to ? known : { from: after, to: after };
    if (head <= gap.to) return { events: [], upTo: gap.to, atEnd: true, emptyFrom: gap.from };
    const end = Math.min(head, gap.to + WINDOW);
    const events = this.#between(categories, gap.to, end, limit);
    if (events.length === 0) {
      this.#gaps.set(asked, { from: gap.from, to: end });
      return { events, upTo: end, atEnd: end >= head, emptyFrom: gap.from };
    }
    const full = events.length === limit;
    const upTo = full ? fromPosition(events.at(-1)?.position) : end;
    return { events, upTo, atEnd: upTo >= head };
  }

  /** The next facts of all streams. */
  all(after: number, limit: number): readonly StoredEvent[] {
    const lines = this.#statements
      .arrays(
        `SELECT f.position, s.name, f.revision, f.recorded, f.body FROM facts f CROSS JOIN streams s ON s.id = f.stream
         WHERE f.position > ? ORDER BY f.position ${AT_MOST}`,
      )
      .all(after, limit) as unknown as Line[];
    return lines.map(toStored);
  }

  head(): Position | undefined {
    const head = this.headNumber();
    return head === 0 ? undefined : toPosition(head);
  }

  headNumber(): number {
    return Number(this.#statements.of('SELECT coalesce(max(position), 0) AS head FROM facts').get()?.['head']);
  }

  #between(categories: readonly string[], after: number, end: number, limit: number): readonly StoredEvent[] {
    const ids = categories.flatMap((name) => this.#category(name) ?? []);
    if (ids.length === 0) return [];
    const lines = this.#statements
      .arrays(
        `SELECT f.position, s.name, f.revision, f.recorded, f.body FROM facts f CROSS JOIN streams s ON s.id = f.stream
         WHERE f.position > ? AND f.position <= ? AND f.category IN (${ids.join(', ')}) ORDER BY f.position ${AT_MOST}`,
      )
      .all(after, end, limit) as unknown as Line[];
    return lines.map(toStored);
  }

  #category(name: string): number | undefined {
    const known = this.#categories.get(name);
    if (known !== undefined) return known;
    const row = this.#statements.of('SELECT id FROM categories WHERE name = ?').get(name);
    if (!row) return undefined;
    this.#categories.set(name, Number(row['id']));
    return Number(row['id']);
  }
}

function toStored([position, stream, revision, recorded, body]: Line): StoredEvent {
  const { id, type, version, data, metadata, moved } = JSON.parse(body) as NewEvent & Pick<StoredEvent, 'moved'>;
  const recordedAt = new Date(recorded).toISOString();
  const fact = { id, type, version, data, metadata, stream, revision, position: toPosition(position), recordedAt };
  return moved === undefined ? fact : { ...fact, moved };
}
