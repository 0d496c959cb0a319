import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@pcrm/event-sourcing';
import { eventStoreContract } from '@pcrm/event-sourcing/testing';
import { FACT_STEPS } from './fact-reader.js';
import { openSqlite } from './sqlite.js';
import { SqliteEventStore } from './sqlite.event-store.js';

const open = (path: string) =>
  new SqliteEventStore(openSqlite(path, { synchronous: 'FULL', steps: FACT_STEPS }), systemClock);

eventStoreContract('sqlite in memory', async () => open(':memory:'));
eventStoreContract('sqlite in a file', async () => open(join(mkdtempSync(join(tmpdir(), 'pcrm-')), 'facts.sqlite')));
