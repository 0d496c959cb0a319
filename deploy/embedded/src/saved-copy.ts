import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';

const COPY = 'saved';
const DRAFT = 'saving';
/** Views before messages before facts: a copy may know more facts than views, which catch up, never the other way round. */
const DATABASES = ['views', 'messages', 'leases', 'facts', 'vault', 'accounts'].map((name) => `${name}.sqlite`);
const KEPT_FILES = /\.(secret|key|json|jsonl)$/;
const PAGES_AT_ONCE = 20_000;

/** Whether there is a copy to go back to. */
export const hasCopy = (folder: string): boolean => existsSync(join(folder, COPY));

/** Keeps a copy of the data folder as it is now, while everything goes on. */
export async function keepCopy(folder: string): Promise<void> {
  const draft = join(folder, DRAFT);
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  for (const name of DATABASES) await copyDatabase(join(folder, name), join(draft, name));
  for (const name of smallFiles(folder)) copyFileSync(join(folder, name), join(draft, name));
  renameSync(draft, join(folder, COPY));
}

/** Empties what was loaded; nothing may be open. The files stay, for a folder that misses one is taken for damaged. */
export function takeAway(folder: string): void {
  for (const file of DATABASES.map((name) => join(folder, name))) {
    for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true });
    if (existsSync(file)) truncateSync(file);
  }
}

/** Puts the copy in the place of the data; nothing may be open. */
export function putBack(folder: string): void {
  takeAway(folder);
  for (const name of DATABASES) {
    if (existsSync(join(folder, COPY, name))) copyFileSync(join(folder, COPY, name), join(folder, name));
  }
  for (const name of smallFiles(join(folder, COPY))) copyFileSync(join(folder, COPY, name), join(folder, name));
}

async function copyDatabase(from: string, to: string): Promise<void> {
  if (!existsSync(from)) return;
  const source = new DatabaseSync(from, { readOnly: true });
  try {
    await backup(source, to, { rate: PAGES_AT_ONCE });
  } finally {
    source.close();
  }
}

const smallFiles = (folder: string): readonly string[] => readdirSync(folder).filter((name) => KEPT_FILES.test(name));
