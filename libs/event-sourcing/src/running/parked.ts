import type { JsonObject, Position } from '../fact.js';
import { UnknownVersion } from '../failures.js';
import type { Row, RowStore, RowWrite, Table } from '../row-store/row-store.js';
import type { Writes } from './slots.js';

/** One row per parked key of a consumer: while it stands, whatever comes for that key parks behind. */
export const parkedKeysTable: Table = { name: 'parked-keys', indexes: { byConsumer: ['consumer', 'since'] } };
/** What is parked, sealed, in the order in which it came. */
export const parkedTable: Table = { name: 'parked', indexes: { inOrder: ['consumer', 'key', 'sequence'] } };
/** What was given up, by whom and why. Kept for ever. */
export const parkedDroppedTable: Table = { name: 'parked-dropped', indexes: { byTime: ['droppedAt'] } };

/** A key that waits: of one view, reaction or agenda; the rest of that consumer goes on. */
export type ParkedKey = {
  /** `<service>.<view>.v<n>`, `<service>.<reaction>` or `<service>.<agenda>.v<n>`. */
  readonly consumer: string;
  readonly key: string;
  readonly count: number;
  /** Kind of failure and where it arose; never data. */
  readonly reason: string;
  readonly since: string;
};
type Head = ParkedKey & { readonly next: number; readonly last: { readonly [source: string]: Position } };

/** What may be parked: its key, its place in the order of its source (so that it parks once), and what to keep of it. */
export type Parkable = {
  readonly key: string;
  readonly place?: { readonly source: string; readonly position: Position };
  readonly body: JsonObject;
};
export type Parking = { readonly error: Error | undefined; readonly items: readonly Parkable[] };

export const parkedRowKey = (consumer: string, key: string, sequence: number): string =>
  `${consumer}|${key}|${String(sequence).padStart(12, '0')}`;
const headKey = (consumer: string, key: string): string => `${consumer}|${key}`;

/** The parked keys of one consumer: in memory for the fast question, in the row store for the next start. */
export class ParkedKeys {
  readonly #heads = new Map<string, { readonly head: Head; readonly version: number }>();
  #count = 0;

  constructor(
    private readonly rows: RowStore,
    readonly consumer: string,
    readonly now: () => string,
  ) {}

  /** How many messages are parked. */
  get count(): number {
    return this.#count;
  }
  get size(): number {
    return this.#heads.size;
  }
  has(key: string): boolean {
    return this.#heads.has(key);
  }

  /** Reads which keys are parked: at the start, when partitions move, and after a lost race. */
  async reload(): Promise<void> {
    const found: Row<Head>[] = [];
    let after: string | undefined;
    do {
      const page = await this.rows.find<Head>(parkedKeysTable, {
        index: 'byConsumer',
        prefix: [this.consumer],
        limit: 500,
        ...(after !== undefined && { after }),
      });
      found.push(...page.rows);
      after = page.next;
    } while (after !== undefined);
    // Not before all are read: a key must not look free meanwhile.
    this.#heads.clear();
    this.#count = 0;
    for (const row of found) this.#remember(row);
  }

  /** Writes that park these, in order, behind what is parked already; what was parked before is not parked twice. */
  stage(parkings: ReadonlyMap<string, Parking>): { readonly writes: Writes; settle(): void } {
    const rows: RowWrite[] = [];
    const heads: (RowWrite & { doc: JsonObject })[] = [];
    for (const [key, parking] of parkings) {
      const known = this.#heads.get(key);
      const { head, added } = this.#behind(key, parking, known?.head);
      if (added.length === 0) continue;
      rows.push(...added);
      heads.push({ key: headKey(this.consumer, key), expected: known?.version ?? 0, seen: {}, doc: head });
    }
    return {
      writes: rows.length === 0 ? [] : [{ table: parkedTable, rows }, { table: parkedKeysTable, rows: heads }], // prettier-ignore
      settle: () =>
        heads.forEach(({ doc, expected }) => this.#remember({ doc: doc as unknown as Head, version: expected + 1 })),
    };
  }

  /** Writes that take the first parked ones of a key away; the key is free again when none is left. */
  async release(
    key: string,
    done: readonly Row[],
    failure?: Error,
  ): Promise<{ readonly writes: Writes; settle(): void }> {
    const id = headKey(this.consumer, key);
    const row = (await this.rows.load<Head>(parkedKeysTable, [id])).get(id);
    const left = (row?.doc.count ?? 0) - done.length;
    const head = row && left > 0 ? { ...row.doc, count: left, ...(failure && { reason: reasonOf(failure) }) } : null;
    const heads = row ? [{ key: id, expected: row.version, seen: {}, doc: head }] : [];
    const gone = done.map((parked) => ({ key: parked.key, expected: parked.version, seen: {}, doc: null }));
    return {
      writes: [{ table: parkedTable, rows: gone }, { table: parkedKeysTable, rows: heads }], // prettier-ignore
      settle: () => {
        if (head && row) this.#remember({ doc: head, version: row.version + 1 });
        else this.#forget(key);
      },
    };
  }

  /** The oldest parked ones of a key. */
  async first(key: string, limit: number): Promise<readonly Row<JsonObject & { readonly body: JsonObject }>[]> {
    return (await this.rows.find<JsonObject & { readonly body: JsonObject }>(parkedTable, { index: 'inOrder', prefix: [this.consumer, key], limit })).rows; // prettier-ignore
  }

  #behind(key: string, { error, items }: Parking, known: Head | undefined): { head: Head; added: RowWrite[] } {
    const { consumer } = this;
    const at = this.now();
    const head = known ?? { consumer, key, count: 0, reason: reasonOf(error), since: at, next: 1, last: {} };
    const last: { [source: string]: Position } = { ...head.last };
    const added: RowWrite[] = [];
    for (const { place, body } of items) {
      if (place && (last[place.source] ?? '') >= place.position) continue;
      if (place) last[place.source] = place.position;
      const sequence = head.next + added.length;
      const doc = { consumer, key, sequence, reason: reasonOf(error), parkedAt: at, body };
      added.push({ key: parkedRowKey(consumer, key, sequence), expected: 0, seen: {}, doc });
    }
    const count = head.count + added.length;
    return { head: { ...head, count, next: head.next + added.length, last }, added };
  }

  #remember({ doc, version }: Pick<Row<Head>, 'doc' | 'version'>): void {
    this.#forget(doc.key);
    this.#heads.set(doc.key, { head: doc, version });
    this.#count += doc.count;
  }
  #forget(key: string): void {
    this.#count -= this.#heads.get(key)?.head.count ?? 0;
    this.#heads.delete(key);
  }
}

/** What went wrong, without a word of data: kind of error and, of ours, where it was thrown. */
export function reasonOf(error: Error | undefined): string {
  if (error === undefined) return 'behind a parked message of the same key';
  if (error instanceof UnknownVersion || error.name === 'MalformedEntry') return `${error.name}: ${error.message}`;
  const place = /\n\s+at (?:(?:async )?([\w.<>$ ]+) \()?.*?([\w.-]+:\d+):\d+\)?/.exec(error.stack ?? '');
  return place ? `${error.name} at ${place[1] ?? ''} (${place[2] ?? ''})` : error.name;
}
