import type { DatabaseSync } from 'node:sqlite';
import type { Part, Remember } from './row-query.js';
import type { Removals } from './removals.js';

/** Different conditions kept, and the highest number of a row that is: a word for each row up to the highest that was tested. */
const MOST_CONDITIONS = 16;
const MOST_ROWS = 2_097_152;
const MOST_VERSION = 2 ** 30;

/** 0: does not fit, 1: fits, 2: not known for this version. */
type Verdict = 0 | 1 | 2;

/** What one condition said of each row in its last tested version: by number of the row, version and verdict in one word. */
class Verdicts {
  #words = new Int32Array(1_024);

  of(id: number, version: number): Verdict {
    const word = this.#words[id] ?? 0;
    return word >> 1 === version ? ((word & 1) as Verdict) : 2;
  }

  keep(id: number, version: number, fits: boolean): void {
    if (id >= MOST_ROWS || version >= MOST_VERSION) return;
    if (id >= this.#words.length) this.#grow(id);
    this.#words[id] = (version << 1) | Number(fits);
  }

  #grow(id: number): void {
    const more = new Int32Array(Math.min(MOST_ROWS, Math.max(id + 1, this.#words.length * 2)));
    more.set(this.#words);
    this.#words = more;
  }
}

/**
 * What conditions on documents said, for a connection that only reads. SQLite reads a whole document to test one path of it, and pages
 * and counts test the same ones again and again: each version of a row is tested once.
 */
export class ConditionsAtHand {
  readonly #kept = new Map<string, Verdicts>();
  /** Of the condition asked last: its statement runs before another one is asked for. */
  #asked = new Verdicts();

  constructor(
    db: DatabaseSync,
    private readonly removals: Pick<Removals, 'of'>,
  ) {
    db.function('pcrm_verdict', (id, version) => this.#asked.of(Number(id), Number(version)));
    db.function('pcrm_keep', (id, version, fits) => {
      this.#asked.keep(Number(id), Number(version), fits === 1);
      return fits;
    });
  }

  readonly remember: Remember = (shape, { sql, values }): Part => {
    this.#asked = this.#verdictsOf(JSON.stringify([shape.id, this.removals.of(shape), sql, values]));
    return {
      sql: `CASE pcrm_verdict(r.id, r.version) WHEN 1 THEN 1 WHEN 0 THEN 0 ELSE pcrm_keep(r.id, r.version, ${sql}) END`,
      values,
    };
  };

  /** Those asked for longest ago make room. */
  #verdictsOf(condition: string): Verdicts {
    const verdicts = this.#kept.get(condition) ?? new Verdicts();
    this.#kept.delete(condition);
    this.#kept.set(condition, verdicts);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_CONDITIONS && oldest !== undefined) this.#kept.delete(oldest);
    return verdicts;
  }
}
