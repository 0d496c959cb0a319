import { beforeEach, describe, expect, it } from '@jest/globals';
import type { DatabaseSync } from 'node:sqlite';
import { RevisionConflict, Unavailable } from '@pcrm/event-sourcing';
import { GroupCommit } from './group-commit.js';
import { openSqlite } from './sqlite.js';

describe('group commit', () => {
  let db: DatabaseSync;
  let commits: number;
  let group: GroupCommit;
  beforeEach(() => {
    db = openSqlite(':memory:', { synchronous: 'FULL', steps: ['CREATE TABLE t (n INTEGER)'] });
    commits = 0;
    group = new GroupCommit(db, { jobs: 10, waiting: 100, committed: () => commits++ });
  });
  const insert = (n: number) => () => {
    db.prepare('INSERT INTO t VALUES (?)').run(n);
    return n;
  };
  const kept = () =>
    db
      .prepare('SELECT n FROM t ORDER BY n')
      .all()
      .map((row) => row['n']);

  it('writes what one turn brought in one transaction, up to its size, in order', async () => {
    const results = await Promise.all(Array.from({ length: 25 }, (_, n) => group.run(1, insert(n))));
    expect(results).toEqual(Array.from({ length: 25 }, (_, n) => n));
    expect(commits).toBe(3);
  });

  it('waits for the disk unless everything in the transaction may be lost', async () => {
    const seen: unknown[] = [];
    const look = () => seen.push(db.prepare('PRAGMA synchronous').get()?.['synchronous']);
    const [NORMAL, FULL] = [1, 2];
    await Promise.all([group.run(1, look, true), group.run(1, look, true)]);
    await Promise.all([group.run(1, look, true), group.run(1, look)]);
    await group.run(1, look);
    expect(seen).toEqual([NORMAL, NORMAL, FULL, FULL, FULL]);
  });

  it('a conflict fails alone', async () => {
    const conflict = () => {
      throw new RevisionConflict('s', 1);
    };
    const results = await Promise.allSettled([
      group.run(1, insert(1)),
      group.run(1, conflict),
      group.run(1, insert(2)),
    ]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(kept()).toEqual([1, 2]);
    expect(commits).toBe(1);
  });

  it('a job that breaks after it wrote leaves nothing behind and takes no other job with it', async () => {
    const broken = () => {
      insert(7)();
      throw new TypeError('broken');
    };
    const results = await Promise.allSettled([group.run(1, insert(1)), group.run(1, broken), group.run(1, insert(2))]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(results[1]).toMatchObject({ reason: { message: 'broken' } });
    expect(kept()).toEqual([1, 2]);
  });

  it('refuses with Unavailable when too much waits, but never a single large job', async () => {
    const large = group.run(500, insert(1));
    await expect(group.run(1, insert(2))).rejects.toBeInstanceOf(Unavailable);
    await large;
    await group.run(1, insert(3));
    expect(kept()).toEqual([1, 3]);
  });

  it('writes what waits when it closes, and refuses what comes after', async () => {
    const waiting = group.run(1, insert(1));
    group.close();
    expect(kept()).toEqual([1]);
    await waiting;
    await expect(group.run(1, insert(2))).rejects.toBeInstanceOf(Unavailable);
  });
});
