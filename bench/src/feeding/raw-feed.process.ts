import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { takeOrders } from '../beside.js';

/** Lines of `file` are written into the SQLite file `into`. */
export type RawFeedOrder = { readonly file: string; readonly into: string };

/** Lines of one transaction. */
const AT_ONCE = 10_000;

/** Entry of the process that parses a feed and writes it down once, durably; answers how long that took (ms). */
takeOrders<RawFeedOrder>(async ({ file, into }) => {
  const db = new DatabaseSync(into);
  db.exec(`
    PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    CREATE TABLE IF NOT EXISTS lines (
      at INTEGER PRIMARY KEY, source TEXT, sequence INTEGER, client TEXT, class TEXT, date TEXT, fen INTEGER
    );
  `);
  const insert = db.prepare('INSERT INTO lines (source, sequence, client, class, date, fen) VALUES (?, ?, ?, ?, ?, ?)');
  const began = performance.now();
  const lines = readFileSync(file, 'utf8').split('\n');
  for (let from = 1; from < lines.length; from += AT_ONCE) {
    db.exec('BEGIN IMMEDIATE');
    for (const line of lines.slice(from, from + AT_ONCE)) {
      const [type, source = '', sequence, client = '', assetClass = '', date = '', fen] = line.split(',');
      if (type === 'balance') insert.run(source, Number(sequence), client, assetClass, date, Number(fen));
    }
    db.exec('COMMIT');
  }
  const took = performance.now() - began;
  db.close();
  return took;
});
