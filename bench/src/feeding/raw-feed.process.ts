import { createReadStream } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { takeOrders } from '../beside.js';

/** Lines of `file` are written into the SQLite file `into`. */
export type RawFeedOrder = { readonly file: string; readonly into: string };

/** Bytes read at once: a file of ten million lines is longer than a string may be. */
const PIECE = 4 * 1024 * 1024;
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
  let [rest, open] = ['', 0];
  const write = (line: string): void => {
    if (open === 0) db.exec('BEGIN IMMEDIATE');
    const [type, source = '', sequence, client = '', assetClass = '', date = '', fen] = line.split(',');
    if (type === 'balance') insert.run(source, Number(sequence), client, assetClass, date, Number(fen));
    open = (open + 1) % AT_ONCE;
    if (open === 0) db.exec('COMMIT');
  };
  for await (const text of createReadStream(file, { encoding: 'utf8', highWaterMark: PIECE })) {
    const lines = (rest + String(text)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) write(line);
  }
  if (rest !== '') write(rest);
  if (open > 0) db.exec('COMMIT');
  const took = performance.now() - began;
  db.close();
  return took;
});
