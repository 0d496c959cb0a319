import { takeAwayWhenBrokenOff } from './leftovers.js';
import { runParts, type Parts } from './run-parts.js';

/** Each is loaded only when it runs: the simulation makes the clock of its process its own. */
const PARTS: Parts = {
  simulation: {
    about: 'all services on in-memory ports under one seeded scheduler that delays, repeats, reorders and crashes',
    load: async () => (await import('./simulation/simulation.js')).simulation,
  },
  kills: {
    about: 'a branch that is killed at any moment, held against one that nobody disturbs',
    load: async () => (await import('./kills/kills.js')).kills,
  },
  overload: {
    about: 'ten times what the branch can take',
    load: async () => (await import('./kills/overload.js')).overload,
  },
  faults: {
    about: 'faults of disk, network, clock and machine; as root it mounts file systems of memory',
    load: async () => (await import('./kills/faults.js')).faults,
  },
  schemathesis: {
    about: 'another tool asks every operation of the API; it is fetched from PyPI at first',
    load: async () => (await import('./judges/schemathesis/schemathesis.js')).schemathesis,
  },
  authorisation: {
    about: 'every endpoint as every role, with own and other people’s things',
    load: async () => (await import('./judges/authorisation/authorisation.js')).authorisation,
  },
  mutation: {
    about: 'small wrong changes in decisions and projections, which the specs must notice',
    load: async () => (await import('./judges/mutation/mutation.js')).mutation,
  },
  parsers: {
    about: 'torn, mis-encoded and absurd feeds and client files',
    load: async () => (await import('./judges/parsers/parsers.js')).parsers,
  },
};

const complain = (line: string): void => console.error(line);
takeAwayWhenBrokenOff(complain);
process.exitCode = await runParts(PARTS, process.argv.slice(2), { say: (line) => console.log(line), complain });
