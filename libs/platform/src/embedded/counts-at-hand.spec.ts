import { join } from 'node:path';
import { freshFolders } from '../../test/fresh-folders.js';
import { CountsAtHand } from './counts-at-hand.js';
import { ROW_STEPS, RowReader } from './row-reader.js';
import { openReader, openSqlite } from './sqlite.js';
import { SqliteRowStore } from './sqlite.row-store.js';

const freshFolder = freshFolders();
const table = { name: 'kettles.v1', indexes: { byOutlet: ['outlet'] } };
const row = (key: string, doc: { outlet: string; full: boolean } | null, expected = 0) => ({
  writes: [{ table, rows: [{ key, expected, seen: {}, doc }] }],
});

describe('counts at hand', () => {
  it('are counted once, and anew after another connection has written', async () => {
    const path = join(freshFolder(), 'views.sqlite');
    await using written = new SqliteRowStore(openSqlite(path, { synchronous: 'NORMAL', steps: ROW_STEPS }));
    await written.declare(table);
    await written.commit(row('k-1', { outlet: 'N01', full: false }));
    using db = openReader(path, ROW_STEPS);
    const reader = new RowReader(db);
    let looked = 0;
    const counts = new CountsAtHand(db, {
      count: (...asked) => {
        looked++;
        return reader.count(...asked);
      },
    });
    const here = { index: 'byOutlet', prefix: ['N01'] };
    const empty = { ...here, where: { full: [false] } };
    const all = () => [counts.count(table), counts.count(table, here), counts.count(table, empty)];

    expect([all(), all(), looked]).toEqual([[1, 1, 1], [1, 1, 1], 3]);
    await written.commit(row('k-2', { outlet: 'N01', full: true }));
    expect([all(), all(), looked]).toEqual([[2, 2, 1], [2, 2, 1], 6]);
    await written.commit(row('k-1', null, 1));
    expect([all(), looked]).toEqual([[1, 1, 0], 9]);
  });
});
