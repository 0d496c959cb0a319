import { setFlagsFromString } from 'node:v8';

/**
 * What the writing thread may hold, set before it starts. Young objects in a small space, and garbage looked for before there is as
 * much of it as of what lives (by default it grows to three times as much): a few per cent of speed for a third of the memory.
 */
export function spareMemory(): void {
  setFlagsFromString('--max-semi-space-size=8');
  setFlagsFromString('--heap-growing-percent=15');
}

/** The first load of a demo makes a year in minutes: for it, looking for garbage as often would take a quarter of the time. */
export function spareTime(): void {
  setFlagsFromString('--max-semi-space-size=64');
}
