import { readFileSync } from 'node:fs';

/**
 * Loaded into a process before anything else (`--import`): it and its threads take the file that PCRM_TORTURE_CLOCK names for the clock
 * of the machine. An instant (ISO 8601) is where the clock stands; a number says how many milliseconds it is ahead. Timers run as ever.
 */
const Real = Date;
/** How long a look at the file holds, in milliseconds. */
const LOOK_MS = 5;
const file = process.env['PCRM_TORTURE_CLOCK'] ?? '';
let looked = -Infinity;
let told = '0';

function now(): number {
  const at = performance.now();
  if (at - looked >= LOOK_MS) {
    looked = at;
    told = read();
  }
  return told.includes('T') ? Real.parse(told) : Real.now() + Number(told);
}

/** What it was before where no file handle is left to look. */
function read(): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return told;
  }
}

globalThis.Date = class extends Real {
  constructor(...given: readonly unknown[]) {
    super(...((given.length === 0 ? [now()] : given) as [number]));
  }
  static override now(): number {
    return now();
  }
} as DateConstructor;
