import type { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from '@jest/globals';
import { FACT_STEPS, FactReader } from './fact-reader.js';
import { openSqlite } from './sqlite.js';

const BODY = JSON.stringify({ id: 'x', type: 'Counted', version: 1, data: {}, metadata: {} });

/** Facts of a category that many write, with rare ones at these positions among them. */
function write(db: DatabaseSync, [from, to]: readonly [number, number], rare: readonly number[]): void {
  const category = `iif(x IN (${rare.join(',')}), 2, 1)`;
  db.exec(`WITH RECURSIVE n(x) AS (SELECT ${String(from)} UNION ALL SELECT x + 1 FROM n WHERE x < ${String(to)})
    INSERT INTO facts SELECT x, ${category}, x, ${category}, 0, '${BODY}' FROM n`);
}
function opened() {
  const db = openSqlite(':memory:', { synchronous: 'FULL', steps: FACT_STEPS });
  db.exec(`INSERT INTO categories VALUES (1, 'common'), (2, 'rare');
    INSERT INTO streams VALUES (1, 'common-1', 1), (2, 'rare-1', 2)`);
  return db;
}

/** From one position to the end: what was found, and how often was looked. */
function through(reader: FactReader, categories: readonly string[], after: number, limit = 10) {
  const found: number[] = [];
  for (let [from, looks] = [after, 1]; ; looks++) {
    const { events, upTo, atEnd } = reader.scan(categories, from, limit);
    found.push(...events.map(({ position }) => Number(position)));
    if (atEnd) return { found, looks, upTo };
    from = upTo;
  }
}

describe('facts of some categories', () => {
  it('come in order, none left out between two looks, whoever looked before from wherever', () => {
    const db = opened();
    write(db, [1, 100_000], [1, 50_000, 50_001]);
    const reader = new FactReader(db);
    for (const after of [50_001, 70_000, 20_000, 0, 1, 49_999, 50_000, 60_000])
      expect([after, through(reader, ['rare'], after).found]).toEqual([after, [1, 50_000, 50_001].filter((at) => at > after)]); // prettier-ignore
    expect(through(reader, ['rare', 'common'], 0, 7_000).found).toEqual(Array.from({ length: 100_000 }, (_, at) => at + 1)); // prettier-ignore
    expect(through(reader, ['rare'], 0, 1).found).toEqual([1, 50_000, 50_001]);
  });

  it('are not looked for again where there are none, and are found once they come behind', () => {
    const db = opened();
    write(db, [1, 100_000], [1]);
    const reader = new FactReader(db);
    expect(through(reader, ['rare'], 1)).toEqual({ found: [], looks: 5, upTo: 100_000 });
    expect(through(reader, ['rare'], 1)).toEqual({ found: [], looks: 1, upTo: 100_000 });
    expect(through(reader, ['rare'], 60_000)).toEqual({ found: [], looks: 1, upTo: 100_000 });
    expect(through(reader, ['never'], 100_000)).toEqual({ found: [], looks: 1, upTo: 100_000 });
    write(db, [100_001, 100_003], [100_002]);
    expect(through(reader, ['rare'], 1)).toEqual({ found: [100_002], looks: 1, upTo: 100_003 });
    expect(through(reader, ['rare'], 100_002)).toEqual({ found: [], looks: 1, upTo: 100_003 });
  });
});
