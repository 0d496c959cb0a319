import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rowStoreContract } from '@pcrm/event-sourcing/testing';
import { ROW_STEPS } from './row-reader.js';
import { openSqlite } from './sqlite.js';
import { SqliteRowStore } from './sqlite.row-store.js';

const open = (path: string) => new SqliteRowStore(openSqlite(path, { synchronous: 'NORMAL', steps: ROW_STEPS }));

rowStoreContract('sqlite in memory', async () => open(':memory:'));
rowStoreContract('sqlite in a file', async () => open(join(mkdtempSync(join(tmpdir(), 'pcrm-')), 'views.sqlite')));
