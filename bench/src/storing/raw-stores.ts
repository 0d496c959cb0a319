import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { messageText } from './our-stores.js';
import { batches, docOf, PAGE, SIZES, type Done } from './store-orders.js';

/** The same written by hand: one table each, the columns that are looked for beside the document, prepared statements. */
export function rawStores(path: string): Done {
  mkdirSync(path);
  const opened = (name: string, synchronous: 'FULL' | 'NORMAL'): DatabaseSync => {
    const db = new DatabaseSync(join(path, `${name}.sqlite`));
    db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}; PRAGMA wal_autocheckpoint = 16384`);
    db.exec('PRAGMA cache_size = -24576');
    return db;
  };
  const [rows, log] = [opened('rows', 'NORMAL'), opened('log', 'FULL')];
  const inBatches = (
    db: DatabaseSync,
    [all, atOnce]: readonly [number, number],
    write: (at: number) => void,
  ): number => {
    for (const from of batches(all, atOnce)) {
      db.exec('BEGIN IMMEDIATE');
      for (let at = from; at < from + atOnce; at++) write(at);
      db.exec('COMMIT');
    }
    return all;
  };
  const sizes = [SIZES.rows, SIZES.rowsAtOnce] as const;
  return {
    async begin(nth) {
      const name = `rows_${String(nth + 1)}`;
      rows.exec(`
        CREATE TABLE ${name} (key TEXT PRIMARY KEY, outlet TEXT, at TEXT, fen INTEGER, doc TEXT) WITHOUT ROWID;
        CREATE INDEX ${name}_outlet ON ${name} (outlet, at, key); CREATE INDEX ${name}_fen ON ${name} (fen, key);
      `);
      const insert = rows.prepare(`INSERT INTO ${name} VALUES (?, ?, ?, ?, ?)`);
      return inBatches(rows, sizes, (at) => {
        const doc = docOf(at, nth);
        insert.run(`client-${String(at)}`, doc.outlet, doc.at, doc.fen, JSON.stringify(doc));
      });
    },
    async change(nth) {
      const update = rows.prepare(`UPDATE rows_${String(nth + 1)} SET fen = ?, doc = ? WHERE key = ?`);
      return inBatches(rows, sizes, (at) => {
        const doc = docOf(at, nth + 1);
        update.run(doc.fen, JSON.stringify(doc), `client-${String(at)}`);
      });
    },
    async find(nth) {
      const name = `rows_${String(nth + 1)}`;
      const find = rows.prepare(`SELECT key, doc FROM ${name} WHERE outlet = ? ORDER BY at, key LIMIT ?`);
      for (let at = 0; at < SIZES.pages; at++)
        for (const { doc } of find.all(`o${String(at % 4)}`, PAGE)) JSON.parse(String(doc));
      return SIZES.pages;
    },
    async publish(nth) {
      const name = `topic_${String(nth + 1)}`;
      log.exec(`CREATE TABLE ${name} (at INTEGER PRIMARY KEY, text TEXT NOT NULL)`);
      const insert = log.prepare(`INSERT INTO ${name} (text) VALUES (?)`);
      return inBatches(log, [SIZES.messages, SIZES.messagesAtOnce], (at) => insert.run(messageText(at)));
    },
    async consume(nth) {
      const all = log.prepare(`SELECT text FROM topic_${String(nth + 1)} ORDER BY at`);
      let messages = 0;
      for (const { text } of all.iterate()) if (JSON.parse(String(text)) !== null) messages++;
      return messages;
    },
  };
}
