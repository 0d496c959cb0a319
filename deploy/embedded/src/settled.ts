import { setTimeout as pause } from 'node:timers/promises';
import type { WorkerClient } from '@pcrm/platform/embedded';
import { spareMemory } from './memory.js';

/** Waits until all is said, heard and summed; then brings it to the disk, and from now on every commit waits for it. */
export async function settled(backstage: Pick<WorkerClient['backstage'], 'call'>): Promise<void> {
  while (!(await backstage.call<boolean>('platform.drained', null))) await pause(20);
  await backstage.call('platform.syncFromNow', null);
  spareMemory();
}
