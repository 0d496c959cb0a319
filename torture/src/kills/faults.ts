import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Misuse, type Part } from '../part.js';
import { fileSizeLimit, fullDisk, noMounts, readOnlyFolder, startOnFullDisk } from './faults/disk.js';
import { noLimits } from './faults/limits.js';
import { noMemory } from './faults/memory.js';
import { halfUpload, noHandles, twoProcesses } from './faults/people-and-network.js';
import { Fallen, prepared, type Template } from './faults/scene.js';
import { jumpingClock, leapDay, yearEnd } from './faults/time.js';
import { garbledFacts, lostViews, tornCommit } from './faults/torn.js';

type Fault = {
  readonly happen: (template: Template) => Promise<void>;
  /** Why it cannot be made here; undefined where it can. */
  readonly cannot?: () => string | undefined;
};

const FAULTS: { readonly [name: string]: Fault } = {
  'full-disk': { happen: fullDisk, cannot: noMounts },
  'file-size-limit': { happen: fileSizeLimit, cannot: noLimits },
  'start-on-full-disk': { happen: startOnFullDisk, cannot: noMounts },
  'read-only-folder': { happen: readOnlyFolder, cannot: noMounts },
  'torn-commit': { happen: tornCommit },
  'lost-views': { happen: lostViews },
  'garbled-facts': { happen: garbledFacts },
  'half-upload': { happen: halfUpload },
  'two-processes': { happen: twoProcesses },
  'jumping-clock': { happen: jumpingClock },
  'leap-day': { happen: leapDay },
  'year-end': { happen: yearEnd },
  'no-handles': { happen: noHandles, cannot: noLimits },
  'no-memory': { happen: noMemory },
};

/** Faults of disk, network, clock and machine, each on a small branch; `--only NAME` makes one of them happen. */
export const run: Part = async (args) => {
  const { values } = parseArgs({ args: [...args], options: { only: { type: 'string' } } });
  const chosen = Object.entries(FAULTS).filter(([name]) => values.only === undefined || name === values.only);
  if (chosen.length === 0) throw new Misuse(`--only takes one of ${Object.keys(FAULTS).join(', ')}`);
  const parent = await mkdtemp(join(tmpdir(), 'pcrm-faults-'));
  const count = { passed: 0, failed: 0, skipped: 0 };
  try {
    const template = await prepared(parent);
    for (const [name, fault] of chosen) count[await tried(name, fault, template)] += 1;
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
  return count;
};

async function tried(
  name: string,
  { happen, cannot }: Fault,
  template: Template,
): Promise<'passed' | 'failed' | 'skipped'> {
  const why = cannot?.();
  if (why !== undefined) {
    console.log(`${name}: skipped, for it cannot be made here: ${why}`);
    return 'skipped';
  }
  const began = performance.now();
  try {
    await happen(template);
    console.log(`${name}: passed (${((performance.now() - began) / 1_000).toFixed(1)} s)`);
    return 'passed';
  } catch (error) {
    const told = error instanceof Fallen ? error.message : Error.isError(error) ? error.stack : String(error);
    console.log(`${name}: failed: ${String(told)}`);
    return 'failed';
  }
}
