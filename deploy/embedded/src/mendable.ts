import { DataFolderProblem, failuresWithin, NewerFormat, WrongMasterKey } from '@pcrm/platform/embedded';
import { BadConfiguration } from '@pcrm/platform/process';
import { BadArguments } from './arguments.js';
import { CannotListen } from './listening.js';

const KINDS = [BadArguments, BadConfiguration, CannotListen, DataFolderProblem, NewerFormat, WrongMasterKey];
/** By name too: a failure of the writing thread comes without its class. */
const NAMES = new Set(['NewerFormat', 'WrongMasterKey']);

/** The failure that whoever started the program can mend, and whose message says how; undefined for a fault. */
export function mendable(error: unknown): Error | undefined {
  for (const failure of failuresWithin(error))
    if (NAMES.has(failure.name) || KINDS.some((kind) => failure instanceof kind)) return failure;
  return undefined;
}
