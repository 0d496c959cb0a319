export { runCommandLine } from './command-line.js';
export { EXIT, type ExitCode } from './failure.js';
export type { Surroundings } from './surroundings.js';
