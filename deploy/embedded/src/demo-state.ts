import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DemoPlan } from '@pcrm/cli/demo';

/** How far a data folder's demo branch is: kept beside the data, so that a later start feeds what is missing. */
export type DemoState = {
  readonly plan: DemoPlan;
  readonly done: number;
  /** When the machine was started on which the demo was loaded (ms since epoch). */
  readonly machineStartedAt?: number;
  /** All of it is on the disk. */
  readonly settled?: true;
};

const stateFile = (folder: string): string => join(folder, 'demo-state.json');

/** What was loaded so far; undefined in a folder that was never begun. */
export const demoStateOf = (folder: string): DemoState | undefined =>
  existsSync(stateFile(folder)) ? (JSON.parse(readFileSync(stateFile(folder), 'utf8')) as DemoState) : undefined;

/** Written beside its place first: a start after a crash reads the old state or the new one. */
export function keepDemoState(folder: string, state: DemoState): void {
  writeFileSync(`${stateFile(folder)}.new`, `${JSON.stringify(state)}\n`);
  renameSync(`${stateFile(folder)}.new`, stateFile(folder));
}

/** All that was loaded is on the disk now. */
export function settleDemoState(folder: string): void {
  const state = demoStateOf(folder);
  if (state) keepDemoState(folder, { ...state, settled: true });
}

/** The demo was never begun. */
export const forgetDemoState = (folder: string): void => rmSync(stateFile(folder), { force: true });
