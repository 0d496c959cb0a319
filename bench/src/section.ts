import type { Options } from './arguments.js';
import type { Line } from './measurement.js';
import type { Scratch } from './scratch.js';

/** What a section works with. */
export type Bench = {
  readonly options: Options;
  readonly scratch: Scratch;
  /** Says what is being done, beside the table. */
  readonly say: (text: string) => void;
  /** A folder of its own with a loaded demo branch, at rest. */
  readonly loaded: () => Promise<string>;
  /** The same of the branch with a history: where nothing else is asked for, that is the demo too. */
  readonly history: () => Promise<string>;
  /** For who starts that branch and does nothing with it: an imported one itself, for a large one has no room for a copy. */
  readonly historyToRead: () => Promise<string>;
  /** Folder for CPU profiles of what the section measures of ours; absent: none are taken. */
  readonly profile?: string | undefined;
};

export type Section = {
  readonly name: string;
  readonly about: string;
  readonly run: (bench: Bench) => Promise<readonly Line[]>;
};
