import type { DatabaseSync } from 'node:sqlite';
import { type Appended, BoundedCache, type NewEvent, RevisionConflict, type Run } from '@pcrm/event-sourcing';
import { toPosition } from './fact-reader.js';
import { NewestFacts } from './newest-facts.js';
import { AT_MOST, Statements } from './sqlite.js';

/** An append as it crosses threads: each fact already as the text that is stored, beside its id. */
export type Written = {
  readonly stream: string;
  readonly expected: number;
  readonly ids: readonly string[];
  readonly bodies: readonly string[];
  /** When each was written first (ms since epoch), where another store did; now when absent. */
  readonly recorded?: readonly number[];
};
type Head = { readonly id: number; readonly category: number; last: number };

const NO_STREAM: Head = { id: 0, category: 0, last: -1 };

/** Streams whose last revision is remembered; this writer is the only one, so what it remembers is true. */
const REMEMBERED = 100_000;

export const toWritten = (stream: string, expected: number, events: readonly NewEvent[]): Written => ({
  stream,
  expected,
  ids: events.map((event) => event.id),
  bodies: events.map(({ id, type, version, data, metadata }) => JSON.stringify({ id, type, version, data, metadata })),
});

/** The same for facts that are moved in. */
export const toMoved = ({ stream, expected, events }: Run): Written => ({
  stream,
  expected,
  ids: events.map((event) => event.id),
  bodies: events.map(({ id, type, version, data, metadata, moved }) =>
    JSON.stringify({ id, type, version, data, metadata, moved }),
  ),
  recorded: events.map(({ recordedAt }) => Date.parse(recordedAt)),
});

const categoryOf = (stream: string): string => stream.split('-', 1)[0] ?? stream;

/** Writes facts inside a transaction that its caller holds. */
export class FactWriter {
  readonly #statements: Statements;
  #heads = new BoundedCache<Head>(REMEMBERED);
  readonly newest: NewestFacts;
  #position: number;

  constructor(
    db: DatabaseSync,
    private readonly now: () => string,
  ) {
    this.#statements = new Statements(db);
    this.#position = this.#inFile();
    this.newest = new NewestFacts(db, this.#position);
  }

  /** Whether it is known, without a look into the file, that nothing stands behind this revision of a stream. */
  endsAt(stream: string, revision: number): boolean {
    const last = this.#heads.peek(stream)?.last;
    return last !== undefined && last <= revision;
  }

  /** Throws `RevisionConflict` before anything is written. */
  write(written: Written): Appended {
    const { stream, expected, bodies } = written;
    const head = this.#head(stream) ?? NO_STREAM;
    if (head.last !== expected || bodies.length === 0) return this.#alreadyThere(written, head);
    const { id, category } = head === NO_STREAM ? this.#create(stream) : head;
    const insert = this.#statements.of('INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?)');
    const now = Date.parse(this.now());
    let revision = expected;
    for (const [at, body] of bodies.entries())
      insert.run(++this.#position, id, ++revision, category, written.recorded?.[at] ?? now, body);
    this.#heads.set(stream, { id, category, last: revision });
    this.newest.written(categoryOf(stream), this.#position);
    return { revision, position: toPosition(this.#position) };
  }

  /** Forgets what a transaction that was undone had written. */
  forget(): void {
    this.#heads = new BoundedCache(REMEMBERED);
    this.#position = this.#inFile();
    this.newest.undone();
  }

  /** Whether who opens the file again need not look where the newest facts are. */
  get isNoted(): boolean {
    return this.newest.isNoted(this.#position);
  }

  /** Notes it; inside a transaction, as `write`. */
  note(): void {
    this.newest.note(this.#position);
  }

  /** What stands where this append would: the same facts, then it was written before; anything else is a conflict. */
  #alreadyThere({ stream, expected, ids }: Written, { id, last }: Head): Appended {
    const revision = expected + ids.length;
    const unchanged = ids.length === 0 && expected === last;
    const repeated = ids.length > 0 && revision <= last && this.#sameIds(id, expected, ids);
    if (!unchanged && !repeated) throw new RevisionConflict(stream, expected, last);
    const row = this.#statements.of('SELECT position FROM facts WHERE stream = ? AND revision = ?').get(id, revision);
    return { revision, position: toPosition(Number(row?.['position'] ?? 0)) };
  }

  #sameIds(stream: number, expected: number, ids: readonly string[]): boolean {
    const rows = this.#statements
      .of(`SELECT body ->> '$.id' AS id FROM facts WHERE stream = ? AND revision > ? ORDER BY revision ${AT_MOST}`)
      .all(stream, expected, ids.length);
    return ids.every((id, at) => rows[at]?.['id'] === id);
  }

  #head(stream: string): Head | undefined {
    const known = this.#heads.peek(stream);
    if (known) return known;
    const row = this.#statements
      .of(
        `SELECT id, category, (SELECT coalesce(max(revision), -1) FROM facts WHERE stream = streams.id) AS last
         FROM streams WHERE name = ?`,
      )
      .get(stream);
    if (!row) return undefined;
    const head = { id: Number(row['id']), category: Number(row['category']), last: Number(row['last']) };
    this.#heads.set(stream, head);
    return head;
  }

  #create(stream: string): Omit<Head, 'last'> {
    const category = this.#category(categoryOf(stream));
    const { lastInsertRowid } = this.#statements
      .of('INSERT INTO streams (name, category) VALUES (?, ?)')
      .run(stream, category);
    return { id: Number(lastInsertRowid), category };
  }

  #category(name: string): number {
    this.#statements.of('INSERT INTO categories (name) VALUES (?) ON CONFLICT DO NOTHING').run(name);
    return Number(this.#statements.of('SELECT id FROM categories WHERE name = ?').get(name)?.['id']);
  }

  /** Position of the newest fact in the file. */
  #inFile(): number {
    return Number(this.#statements.of('SELECT coalesce(max(position), 0) AS head FROM facts').get()?.['head']);
  }
}
