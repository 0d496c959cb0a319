import type { DatabaseSync } from 'node:sqlite';
import type { Offset } from '@pcrm/event-sourcing';
import { AT_MOST, Statements, type Steps } from './sqlite.js';

export const LOG_STEPS: Steps = [
  `
  CREATE TABLE topics (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
  CREATE TABLE committed (consumers TEXT NOT NULL, topic TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (consumers, topic)) WITHOUT ROWID;
  `,
];

export const toOffset = (offset: number): Offset => String(offset).padStart(16, '0');
export const fromOffset = (offset: Offset | undefined): number => (offset === undefined ? 0 : Number(offset));

export type Entry = readonly [offset: number, text: string];

/** The tables of the message log. Offsets count from 1 within a topic. */
export class Topics {
  readonly #statements: Statements;
  readonly #tables = new Map<string, string>();

  constructor(db: DatabaseSync) {
    this.#statements = new Statements(db);
  }

  /** Inside a transaction that the caller holds. */
  add(topic: string, texts: readonly string[]): void {
    const table = this.#table(topic) ?? this.#create(topic);
    const insert = this.#statements.of(`INSERT INTO ${table} (text) VALUES (?)`);
    for (const text of texts) insert.run(text);
  }

  after(topic: string, offset: number, limit: number): readonly Entry[] {
    const table = this.#table(topic);
    if (!table) return [];
    return this.#statements
      .arrays(`SELECT at, text FROM ${table} WHERE at > ? ORDER BY at ${AT_MOST}`)
      .all(offset, limit) as unknown as Entry[];
  }

  /** Newest offset; 0 when the topic is empty or unknown. */
  end(topic: string): number {
    const table = this.#table(topic);
    return table ? Number(this.#statements.of(`SELECT coalesce(max(at), 0) AS at FROM ${table}`).get()?.['at']) : 0;
  }

  committed(group: string, topic: string): number {
    const row = this.#statements.of('SELECT at FROM committed WHERE consumers = ? AND topic = ?').get(group, topic);
    return Number(row?.['at'] ?? 0);
  }

  commit(group: string, topic: string, offset: number): void {
    this.#statements
      .of('INSERT INTO committed VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET at = excluded.at')
      .run(group, topic, offset);
  }

  /** Forgets what a transaction that was undone had made. */
  forget(): void {
    this.#tables.clear();
  }

  #table(topic: string): string | undefined {
    const known = this.#tables.get(topic);
    if (known) return known;
    const row = this.#statements.of('SELECT id FROM topics WHERE name = ?').get(topic);
    return row && this.#remember(topic, Number(row['id']));
  }

  #create(topic: string): string {
    const { lastInsertRowid } = this.#statements.of('INSERT INTO topics (name) VALUES (?)').run(topic);
    const table = this.#remember(topic, Number(lastInsertRowid));
    this.#statements.db.exec(`CREATE TABLE ${table} (at INTEGER PRIMARY KEY, text TEXT NOT NULL)`);
    return table;
  }

  #remember(topic: string, id: number): string {
    const table = `topic_${String(id)}`;
    this.#tables.set(topic, table);
    return table;
  }
}
