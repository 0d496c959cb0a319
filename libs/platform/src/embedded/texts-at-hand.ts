/** An answer's part as it leaves: JSON in UTF-8. */
export type Text = Uint8Array;
type Kept = { readonly version: number; readonly text: Text };
/** By table in its standing, then by number of the row. */
type Tables = Map<string, Map<number, Kept>>;
/** By the function that made them; nothing outlives it. */
type Generation = { readonly made: WeakMap<object, Tables>; bytes: number };

/** Most bytes of texts, young and old ones together. */
const MOST_BYTES = 32 * 1024 * 1024;

/**
 * Texts made of rows, each for one version of its row. Bounded in two generations: when the young one is full it becomes the old one and
 * the old one goes, but for what is asked for meanwhile.
 */
export class TextsAtHand {
  #young: Generation = { made: new WeakMap(), bytes: 0 };
  #old: Generation = { made: new WeakMap(), bytes: 0 };

  constructor(private readonly mostBytes: number = MOST_BYTES) {}

  /** The texts that a function made of the rows of a table in one standing. */
  of(made: object, table: string): TextsOf {
    const young = (): Map<number, Kept> => rowsOf(this.#young, made, table);
    const old = this.#old.made.get(made)?.get(table);
    return {
      get: (id, version) => {
        const kept = young().get(id);
        if (kept?.version === version) return kept.text;
        const older = old?.get(id);
        return older?.version === version ? this.#keep(young(), id, older) : undefined;
      },
      put: (id, version, text) => this.#keep(young(), id, { version, text }),
    };
  }

  #keep(rows: Map<number, Kept>, id: number, kept: Kept): Text {
    rows.set(id, kept);
    this.#young.bytes += kept.text.byteLength;
    if (this.#young.bytes > this.mostBytes / 2) {
      this.#old = this.#young;
      this.#young = { made: new WeakMap(), bytes: 0 };
    }
    return kept.text;
  }
}

export type TextsOf = {
  get(id: number, version: number): Text | undefined;
  put(id: number, version: number, text: Text): Text;
};

function rowsOf({ made }: Generation, by: object, table: string): Map<number, Kept> {
  const tables = made.get(by) ?? new Map<string, Map<number, Kept>>();
  made.set(by, tables);
  const rows = tables.get(table) ?? new Map<number, Kept>();
  tables.set(table, rows);
  return rows;
}
