import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as otherWork } from 'node:timers/promises';
import { halfMovedIn, isBuildingIn, isMoving } from './found-dead.js';

/** Looks without a pause until it happens, which may be over within a millisecond; no longer than so long. */
async function caught(happens: () => boolean, withinMs: number): Promise<void> {
  const until = performance.now() + withinMs;
  while (performance.now() < until && !happens()) await otherWork();
}

/** Until the process that serves a folder makes a view anew; so long its order may take. */
export async function rebuildBegun(folder: string, withinMs = 2_000): Promise<void> {
  using views = new DatabaseSync(join(folder, 'views.sqlite'), { readOnly: true, timeout: withinMs });
  await caught(() => isBuildingIn(views), withinMs);
}

/** Until the process that serves a folder moves a write-ahead log into its file, as it does after a quarter of a second of quiet. */
export async function checkpointBegun(folder: string, withinMs = 1_000): Promise<void> {
  const before = halfMovedIn(folder);
  await caught(() => isMoving(halfMovedIn(folder), before), withinMs);
}
