import { TemporaryFolder } from '../leftovers.js';
import { part } from '../part.js';
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

const OPTIONS = {
  only: { is: 'name', names: Object.keys(FAULTS), about: 'one of them alone' },
} as const;

/** Faults of disk, network, clock and machine, each on a small branch. */
export const faults = part(OPTIONS, async ({ only }) => {
  const chosen = Object.entries(FAULTS).filter(([name]) => only === undefined || name === only);
  using parent = new TemporaryFolder('faults');
  const template = await prepared(parent.path);
  const count = { passed: 0, failed: 0, skipped: 0 };
  for (const [name, fault] of chosen) count[await tried(name, fault, template)] += 1;
  return count;
});

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
    console.log(`${name}: failed: ${toldOf(error)}`);
    return 'failed';
  }
}

function toldOf(error: unknown): string {
  // What clearing up met hides why it had to be cleared up.
  if (error instanceof SuppressedError) return `${toldOf(error.suppressed)}\nand then: ${toldOf(error.error)}`;
  if (error instanceof Fallen) return error.message;
  return Error.isError(error) ? (error.stack ?? error.message) : String(error);
}
