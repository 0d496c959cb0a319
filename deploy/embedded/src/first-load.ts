import { uptime } from 'node:os';
import type { DataFolder } from '@pcrm/platform/embedded';
import { demoStateOf, forgetDemoState } from './demo-state.js';
import { hasCopy, takeAway } from './saved-copy.js';

/** A start of the machine is told from another one by its time, which a corrected clock may move a little. */
const SAME_START_MS = 60_000;
export const startOfMachine = (): number => Date.now() - uptime() * 1_000;

/**
 * Whether this is the first load of a demo: it does not wait for the disk, since all of it can be made again. Should the machine
 * have gone down in the middle of it, files may not fit together: then what there is is taken away, and the load begins anew.
 * It is over when all of it was brought to the disk (`settled`): then nothing is ever taken away, with a saved copy or without.
 */
export function isFirstLoad({ kind, path }: Pick<DataFolder, 'kind' | 'path'>, startedAt = startOfMachine()): boolean {
  if (kind !== 'demo' || hasCopy(path)) return false;
  const { machineStartedAt, settled } = demoStateOf(path) ?? {};
  if (settled) return false;
  if (machineStartedAt !== undefined && Math.abs(machineStartedAt - startedAt) > SAME_START_MS) {
    takeAway(path);
    forgetDemoState(path);
  }
  return true;
}
