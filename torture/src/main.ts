import type { Part } from './part.js';
import { runParts } from './run-parts.js';

/** The parts by name, each loaded only when it runs: the simulation makes the clock of its process its own. */
const PARTS: { readonly [name: string]: () => Promise<Part> } = {
  simulation: async () => (await import('./simulation/simulation.js')).run,
  kills: async () => (await import('./kills/kills.js')).run,
  overload: async () => (await import('./kills/overload.js')).run,
  faults: async () => (await import('./kills/faults.js')).run,
  schemathesis: async () => (await import('./judges/schemathesis/schemathesis.js')).run,
  authorisation: async () => (await import('./judges/authorisation/authorisation.js')).run,
  mutation: async () => (await import('./judges/mutation/mutation.js')).run,
  parsers: async () => (await import('./judges/parsers/parsers.js')).run,
};

process.exitCode = await runParts(PARTS, process.argv.slice(2), {
  say: (line) => console.log(line),
  complain: (line) => console.error(line),
});
