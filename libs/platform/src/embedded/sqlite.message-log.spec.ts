import { join } from 'node:path';
import { encodeMessage } from '@pcrm/event-sourcing';
import { messageLogContract } from '@pcrm/event-sourcing/testing';
import { freshFolders } from '../../test/fresh-folders.js';
import { LOG_STEPS } from './log-topics.js';
import { openSqlite } from './sqlite.js';
import { SqliteMessageLog } from './sqlite.message-log.js';

const freshFolder = freshFolders();

const open = (path: string) => {
  const log = new SqliteMessageLog(openSqlite(path, { synchronous: 'FULL', steps: LOG_STEPS }), { retryMs: 2 });
  return { log, encode: encodeMessage, inject: (topic: string, bytes: string) => log.publishText(topic, [bytes]) };
};

messageLogContract('sqlite in memory', async () => open(':memory:'));
messageLogContract('sqlite in a file', async () => open(join(freshFolder(), 'messages.sqlite')));
