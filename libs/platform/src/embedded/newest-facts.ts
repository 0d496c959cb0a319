import type { DatabaseSync } from 'node:sqlite';
import { Statements } from './sqlite.js';

/** After so many facts it is noted again what is known: so many are looked at after a crash. */
const NOTED_EACH = 10_000;

/**
 * Behind which position no fact of a category stands, so that who says the facts of a service need not look through those of all others
 * to know that there is nothing to say. Known of every category, and noted beside the facts: what is noted of facts that were there
 * stays true. A bound, not more: a fact of the category may stand at it or not.
 */
export class NewestFacts {
  readonly #statements: Statements;
  readonly #newestIn = new Map<string, number>();
  #notedUpTo: number;
  /** A bound is lower than the one that is noted. */
  #learned = false;

  /** `head`: the newest fact that is in the file. */
  constructor(db: DatabaseSync, head: number) {
    this.#statements = new Statements(db);
    const notes = this.#statements.of('SELECT category, position, upto FROM newest').all();
    for (const note of notes) this.#newestIn.set(String(note['category']), Number(note['position']));
    this.#notedUpTo = notes.length > 0 ? Math.min(...notes.map((note) => Number(note['upto']))) : 0;
    if (notes.length > 0) this.#lookBehind(this.#notedUpTo);
    else this.#knowNothing(head);
  }

  /** No fact of these categories stands behind this position. */
  of(categories: readonly string[]): number {
    return Math.max(0, ...categories.map((name) => this.#newestIn.get(name) ?? 0));
  }

  written(category: string, position: number): void {
    this.#newestIn.set(category, position);
    if (this.#learned || position >= this.#notedUpTo + NOTED_EACH) this.note(position);
  }

  /** It was looked: behind this position none of them stands. */
  noneBehind(categories: readonly string[], position: number): void {
    for (const name of categories) {
      if ((this.#newestIn.get(name) ?? 0) <= position) continue;
      this.#newestIn.set(name, position);
      this.#learned = true;
    }
  }

  /** Notes what is known, with all facts up to this one, which is the newest. */
  note(upTo: number): void {
    const note = this.#statements.of('INSERT OR REPLACE INTO newest VALUES (?, ?, ?)');
    for (const [category, position] of this.#newestIn) note.run(category, position, upTo);
    this.#notedUpTo = upTo;
    this.#learned = false;
  }

  /** A transaction was undone, perhaps with the last note in it. */
  undone(): void {
    this.#notedUpTo = Number(this.#statements.of('SELECT min(upto) AS upto FROM newest').get()?.['upto'] ?? 0);
    this.#learned = true;
    if (this.#notedUpTo > 0) this.#lookBehind(this.#notedUpTo);
  }

  /** Whether all is noted that is known up to this fact, which is the newest: who opens the file again need not look. */
  isNoted(head: number): boolean {
    return this.#notedUpTo >= head && !this.#learned;
  }

  #lookBehind(position: number): void {
    const newer = this.#statements
      .of(
        `SELECT c.name, max(f.position) AS newest FROM facts f JOIN categories c ON c.id = f.category
         WHERE f.position > ? GROUP BY f.category`,
      )
      .all(position);
    for (const { name, newest } of newer) this.#newestIn.set(String(name), Number(newest));
  }

  /** The file comes from a time when nothing was noted. */
  #knowNothing(head: number): void {
    for (const { name } of this.#statements.of('SELECT name FROM categories').all())
      this.#newestIn.set(String(name), head);
  }
}
