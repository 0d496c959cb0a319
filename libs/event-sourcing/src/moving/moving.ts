import type { JsonObject } from '../fact.js';
import { VersionConflict } from '../failures.js';
import type { RowStore, Table } from '../row-store/row-store.js';

/** How the facts and keys of another installation are being moved in. One row: who asks for it may be any process. */
const movingTable: Table = { name: 'moving.v1', indexes: {} };
const KEY = 'moving';
const TRIES = 5;

type Standing = {
  /** Facts are coming: until all of them are there, nobody hears of any. */
  readonly open: boolean;
  /** A whole file of keys came once. */
  readonly keys: boolean;
};
const NOTHING: Standing = { open: false, keys: false };

/** Knows whether facts are being moved in, for all processes of an installation. */
export class Moving {
  private constructor(private readonly rows: RowStore) {}

  /** `rows` are the same in every process, and nobody else's. */
  static async in(rows: RowStore): Promise<Moving> {
    await rows.declare(movingTable);
    return new Moving(rows);
  }

  async isOpen(): Promise<boolean> {
    return (await this.load()).doc.open;
  }
  async hasKeys(): Promise<boolean> {
    return (await this.load()).doc.keys;
  }
  /** From now on nothing that is moved in is heard of. */
  begin(): Promise<void> {
    return this.change({ open: true });
  }
  /** All of it is there. */
  end(): Promise<void> {
    return this.change({ open: false });
  }
  noteKeys(): Promise<void> {
    return this.change({ keys: true });
  }

  private async load(): Promise<{ readonly version: number; readonly doc: Standing }> {
    return (await this.rows.load<Standing>(movingTable, [KEY])).get(KEY) ?? { version: 0, doc: NOTHING };
  }

  private async change(what: Partial<Standing>): Promise<void> {
    for (let tries = 1; ; tries++) {
      const { version, doc } = await this.load();
      const row = { key: KEY, expected: version, seen: {}, doc: { ...doc, ...what } satisfies JsonObject };
      try {
        return await this.rows.commit({ writes: [{ table: movingTable, rows: [row] }] });
      } catch (error) {
        if (!(error instanceof VersionConflict) || tries === TRIES) throw error;
      }
    }
  }
}
