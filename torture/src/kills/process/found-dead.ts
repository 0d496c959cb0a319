import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { TemporaryFolder } from '../../leftovers.js';
import { logIndexOf } from './log-index.js';

/** By write-ahead log: frames that somebody set out to move into the file, and did not say to have moved. */
export type HalfMoved = ReadonlyMap<string, number>;

export const halfMovedIn = (folder: string): HalfMoved =>
  new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith('.sqlite-shm') && existsSync(join(folder, name)))
      .map((name) => [name, logIndexOf(readFileSync(join(folder, name)))] as const)
      .flatMap(([name, { moved, setOut }]) => (setOut > moved ? [[name, setOut] as const] : [])),
  );

/** Whether a log was being moved when its process died. `before`: what stood in the same process shortly before, from its start on. */
export const isMoving = (now: HalfMoved, before: HalfMoved): boolean =>
  [...now].some(([name, setOut]) => before.get(name) !== setOut);

/** Whether a view was being made anew beside the one that is read, when the process died. Looks at a copy: who opens the file of a dead process puts it right. */
export function isRebuilding(folder: string): boolean {
  if (!existsSync(join(folder, 'views.sqlite'))) return false;
  using copy = new TemporaryFolder('dead');
  for (const file of ['views.sqlite', 'views.sqlite-wal'])
    if (existsSync(join(folder, file))) cpSync(join(folder, file), join(copy.path, file));
  using db = new DatabaseSync(join(copy.path, 'views.sqlite'));
  return isBuildingIn(db);
}

/** Whether the books in `views.sqlite` tell of a view that is being made anew. */
export const isBuildingIn = (views: DatabaseSync): boolean => tablesOfBuilds(views).some((id) => isBuilding(views, id));

/** Where each service keeps the books of its builds; none in a file that was only just begun. */
function tablesOfBuilds(db: DatabaseSync): readonly number[] {
  if (!db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'tables'`).get()) return [];
  const found = db.prepare(`SELECT id FROM tables WHERE name LIKE '%.active-version'`).all();
  return found.map(({ id }) => Number(id));
}

const isBuilding = (db: DatabaseSync, id: number): boolean =>
  db.prepare(`SELECT 1 FROM rows_${String(id)} WHERE json_type(doc, '$.building') = 'object'`).get() !== undefined;
