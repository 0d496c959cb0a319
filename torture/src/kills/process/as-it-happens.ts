import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as otherWork } from 'node:timers/promises';
import { halfMovedIn, isBuildingIn, isMoving } from './found-dead.js';

/** Looks without a pause until it happens, which may be over within a millisecond. False: it did not, in so long a time. */
async function caught(happens: () => boolean, withinMs: number): Promise<boolean> {
  const until = performance.now() + withinMs;
  while (performance.now() < until) {
    if (happens()) return true;
    await otherWork();
  }
  return false;
}

/** Until the process that serves a folder makes a view anew; so long its order may take. False: it was not seen to. */
export async function rebuildBegun(folder: string, withinMs = 2_000): Promise<boolean> {
  using views = new DatabaseSync(join(folder, 'views.sqlite'), { readOnly: true, timeout: withinMs });
  return await caught(() => isBuildingIn(views), withinMs);
}

/** Until the process that serves a folder moves a write-ahead log into its file, as it does after a quarter of a second of quiet. */
export async function checkpointBegun(folder: string, withinMs = 1_000): Promise<boolean> {
  const before = halfMovedIn(folder);
  return await caught(() => isMoving(halfMovedIn(folder), before), withinMs);
}
