import type { DatabaseSync } from 'node:sqlite';
import type { Find, Found, Json, Row, Table } from '@pcrm/event-sourcing';
import { cursorOf } from '../stores/row-cursor.js';
import { textOf, type FoundTexts, type Show } from '../stores/shown-rows.js';
import { ConditionsAtHand } from './conditions-at-hand.js';
import { Removals } from './removals.js';
import { RowReader, type Place } from './row-reader.js';
import type { Shape } from './row-shape.js';
import { Snapshots } from './sqlite.js';
import { TextsAtHand, type TextsOf } from './texts-at-hand.js';

type Counted = Pick<Find, 'index' | 'prefix' | 'where'>;
/** Different counts kept; each is a few words. */
const KEPT = 1_000;
/** A count of so many rows takes long enough to hold others up: it stands for so many times what it took, and so many milliseconds at most. */
const MANY = 20_000;
const STANDS = 20;
const STANDS_MS = 60_000;
type Count = { readonly count: number; readonly standing: unknown; readonly until: number };

/**
 * Rows for a connection that only reads, with what pages ask for again and again at hand: what conditions said of a row, what is shown of
 * it, and how many there are. Never what is no longer so: each is kept under the version of its row, a count until something was written;
 * but for counts of very many rows, which may be a minute old: counting takes a twentieth of the time, or once a minute.
 */
export class RowsAtHand {
  readonly #reader: RowReader;
  readonly #snapshots: Snapshots;
  readonly #removals: Removals;
  readonly #texts: TextsAtHand;
  readonly #counts = new Map<string, Count>();

  constructor(db: DatabaseSync, texts = new TextsAtHand()) {
    this.#snapshots = new Snapshots(db);
    this.#removals = new Removals(db);
    this.#reader = new RowReader(db, new ConditionsAtHand(db, this.#removals).remember);
    this.#texts = texts;
  }

  load<Doc>(table: Table, keys: readonly string[]): ReadonlyMap<string, Row<Doc>> {
    return this.#reader.load<Doc>(table, keys);
  }

  checkpoint(name: string): Json | undefined {
    return this.#reader.checkpoint(name);
  }

  find<Doc>(table: Table, find: Find): Found<Doc> {
    return this.#snapshot(() => this.#reader.find<Doc>(table, find));
  }

  /** A count looks at every row it counts: it is kept until another connection has written, which SQLite tells cheaply. */
  count(table: Table, find: Counted = { index: 'key' }): number {
    const { index, prefix, where } = find;
    const asked = JSON.stringify([table.name, index, prefix, where]);
    const known = this.#counts.get(asked);
    if (known && (this.#removals.look() === known.standing || performance.now() < known.until)) return known.count;
    return this.#snapshot((standing) => {
      if (this.#counts.size >= KEPT) this.#counts.clear();
      const began = performance.now();
      const count = this.#reader.count(table, find);
      const ended = performance.now();
      const until = count < MANY ? ended : ended + Math.min((ended - began) * STANDS, STANDS_MS);
      this.#counts.set(asked, { count, standing, until });
      return count;
    });
  }

  /** Reads no document of which the text is at hand. */
  findShown<Doc>(table: Table, find: Find, show: Show<Doc, unknown>): FoundTexts {
    return this.#snapshot(() =>
      this.#reader.reading(table.name, (shape) => {
        const places = this.#reader.places(shape, find);
        const page = places.slice(0, find.limit);
        const texts = this.#textsOf(shape, page, show);
        const last = places.length > find.limit ? page.at(-1) : undefined;
        return last ? { texts, next: this.#cursorAt(shape, find, last) } : { texts };
      }),
    );
  }

  #snapshot<T>(work: (standing: unknown) => T): T {
    return this.#snapshots.of(() => work(this.#removals.look()));
  }

  #textsOf<Doc>(shape: Shape, page: readonly Place[], show: Show<Doc, unknown>): readonly Uint8Array[] {
    const kept = this.#texts.of(show, `${String(shape.id)} ${String(this.#removals.of(shape))}`);
    const texts = page.map(([id, version]) => kept.get(id, version));
    const missing = page.filter((_, at) => texts[at] === undefined);
    const made = missing.length > 0 ? this.#made(shape, missing, { show, kept }) : undefined;
    return texts.map((text, at) => text ?? (made?.get(page[at]?.[0] ?? 0) as Uint8Array));
  }

  #made<Doc>(
    shape: Shape,
    missing: readonly Place[],
    { show, kept }: { readonly show: Show<Doc, unknown>; readonly kept: TextsOf },
  ): ReadonlyMap<number, Uint8Array> {
    const versions = new Map(missing.map(([id, version]) => [id, version]));
    const docs = this.#reader.kept(shape, [...versions.keys()]);
    return new Map(
      docs.map(([id, key, doc]) => [
        id,
        kept.put(id, versions.get(id) ?? 0, textOf(show(JSON.parse(doc) as Doc, key))),
      ]),
    );
  }

  #cursorAt(shape: Shape, { prefix = [] }: Find, [id, , ...sorted]: Place): string {
    return cursorOf([...prefix, ...sorted, this.#reader.keyOf(shape, id)]);
  }
}
