import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DataFolderProblem } from './folder-problem.js';

const BUSY = 5;

/** Holds a folder for one process: an exclusive transaction on a file, which the system ends with the process, `kill -9` too. */
export function lockFolder(path: string): Disposable {
  const db = new DatabaseSync(join(path, 'lock.sqlite'));
  try {
    db.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    throw isBusy(error) ? inUse(path) : error;
  }
  writeFileSync(join(path, 'lock.pid'), String(process.pid));
  return { [Symbol.dispose]: () => db.isOpen && db.close() };
}

const isBusy = (error: unknown): boolean =>
  Error.isError(error) && 'errcode' in error && (Number(error.errcode) & 0xff) === BUSY;

const inUse = (path: string): DataFolderProblem =>
  new DataFolderProblem(
    `The data folder ${path} is in use by another PCRM${owner(path)}. ` +
      'Stop that one first, or point PCRM_DATA_DIR at another folder.',
  );

function owner(path: string): string {
  try {
    return ` (process ${readFileSync(join(path, 'lock.pid'), 'utf8')})`;
  } catch {
    return '';
  }
}
