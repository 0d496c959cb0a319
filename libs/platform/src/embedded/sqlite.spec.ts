import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { constants } from 'node:sqlite';
import { describe, expect, it } from '@jest/globals';
import { Unavailable } from '@pcrm/event-sourcing';
import { freshFolders } from '../../test/fresh-folders.js';
import { Checkpointer, LARGE_LOG } from './checkpointer.js';
import {
  AT_MOST,
  leaveUnsynced,
  NewerFormat,
  openReader,
  openSqlite,
  syncFromNow,
  transaction,
  unsynced,
} from './sqlite.js';

const freshFolder = freshFolders();

const freshPath = () => join(freshFolder(), 'x.sqlite');
const first = 'CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (1)';
const open = (path: string, ...steps: string[]) => openSqlite(path, { synchronous: 'FULL', steps });

describe('a SQLite file', () => {
  it('is brought to the newest format, each step once', () => {
    const path = freshPath();
    open(path, first).close();
    const db = open(path, first, 'ALTER TABLE t ADD COLUMN m INTEGER DEFAULT 5');
    expect({ ...db.prepare('SELECT n, m FROM t').get() }).toEqual({ n: 1, m: 5 });
    expect(db.prepare('SELECT count(*) AS n FROM t').get()?.['n']).toBe(1);
    db.close();
  });

  it('gives at most so many rows by a plan that is made once, whatever the number', () => {
    const db = open(':memory:', `${first}, (2), (3)`);
    const few = db.prepare(`SELECT n FROM t WHERE n > ? ORDER BY n ${AT_MOST}`);
    const planned: number[] = [];
    db.setAuthorizer((action) => {
      planned.push(action);
      return constants.SQLITE_OK;
    });
    // Whoever is asked for leave from now on was not asked before: everything is prepared once more.
    few.all(0, 3);
    planned.length = 0;
    expect([1, 2, 0, 9].map((limit) => few.all(0, limit).length)).toEqual([1, 2, 0, 3]);
    expect(planned).toEqual([]);
    const bare = db.prepare('SELECT n FROM t WHERE n > ? ORDER BY n LIMIT ?');
    planned.length = 0;
    bare.all(0, 1);
    expect(planned).not.toEqual([]);
    db.close();
  });

  it('is asked for a number of rows in this way everywhere', () => {
    const sources = readdirSync(import.meta.dirname).filter(
      (name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'),
    );
    const bare = sources.filter((name) => /LIMIT \?['"`]/.test(readFileSync(join(import.meta.dirname, name), 'utf8')));
    expect([sources.length > 20, bare]).toEqual([true, []]);
  });

  it('stays at the step before one that fails', () => {
    const path = freshPath();
    expect(() => open(path, first, 'CREATE TABLE u (n); CREATE TABLE broken')).toThrow();
    const db = open(path, first, 'CREATE TABLE u (n)');
    expect(db.prepare('SELECT count(*) AS n FROM t').get()?.['n']).toBe(1);
    db.close();
  });

  it('of a newer version is not touched, and the message names file, formats and what to do', () => {
    const path = freshPath();
    open(path, first, 'CREATE TABLE u (n)').close();
    for (const opening of [() => open(path, first), () => openReader(path, [first])]) {
      expect(opening).toThrow(NewerFormat);
      expect(opening).toThrow(`${path} has format 2, but this PCRM knows formats up to 1`);
    }
  });

  it('is durable as asked: the log before the file, synced fully or normally', () => {
    const db = open(freshPath(), first);
    const pragma = (name: string) => Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0];
    expect([pragma('journal_mode'), pragma('synchronous'), pragma('busy_timeout')]).toEqual(['wal', 2, 5000]);
    db.close();
  });

  it('in haste waits for the disk at no commit until it is told to, then at every one', () => {
    const db = open(freshPath(), first);
    const synchronous = () => Object.values(db.prepare('PRAGMA synchronous').get() ?? {})[0];
    const [NORMAL, FULL] = [1, 2];
    leaveUnsynced(db);
    expect(unsynced(db, synchronous)).toBe(NORMAL);
    expect(synchronous()).toBe(NORMAL);
    transaction(db, () => db.exec('INSERT INTO t VALUES (2)'));
    syncFromNow(db);
    expect(synchronous()).toBe(FULL);
    expect(unsynced(db, synchronous)).toBe(NORMAL);
    expect(synchronous()).toBe(FULL);
    expect({ ...db.prepare('PRAGMA wal_checkpoint(PASSIVE)').get() }).toMatchObject({ busy: 0 });
    db.close();
  });

  it('that another connection holds is Unavailable for now', () => {
    const path = freshPath();
    const [one, other] = [open(path, first), open(path, first)];
    other.exec('PRAGMA busy_timeout = 0');
    one.exec('BEGIN IMMEDIATE');
    expect(() => transaction(other, () => other.exec('DELETE FROM t'))).toThrow(Unavailable);
    one.exec('ROLLBACK');
    transaction(other, () => other.exec('DELETE FROM t'));
    expect(one.prepare('SELECT count(*) AS n FROM t').get()?.['n']).toBe(0);
    one.close();
    other.close();
  });
});

describe('the write-ahead log', () => {
  it('is moved into the file while writing never stops, so that it does not grow for ever', () => {
    const path = freshPath();
    const db = open(path, 'CREATE TABLE t (n INTEGER, body BLOB)');
    const checkpointer = new Checkpointer(db);
    const body = new Uint8Array(4 * 1024 * 1024);
    for (let n = 0; n < 40; n++) {
      db.prepare('INSERT INTO t VALUES (?, ?)').run(n, body);
      checkpointer.written();
    }
    expect(statSync(`${path}-wal`).size).toBeLessThan(LARGE_LOG + 2 * body.length);
    checkpointer.close();
    expect(statSync(path).size).toBeGreaterThan(40 * body.length);
    db.close();
  });
});
