import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { Options } from './arguments.js';
import { startBranch } from './branch/running-branch.js';
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
};

export type Section = {
  readonly name: string;
  readonly about: string;
  readonly run: (bench: Bench) => Promise<readonly Line[]>;
};

/** Folder for the profiles of a section; undefined when none are taken. */
export const profileOf = ({ options: { profile } }: Bench, section: string): string | undefined =>
  profile === undefined ? undefined : join(profile, section);

/** Loads the demo branch once for all sections that ask; each gets a copy. */
export function loadedOnce({ options, scratch, say }: Omit<Bench, 'loaded'>): () => Promise<string> {
  let template: Promise<string> | undefined;
  return async () => {
    template ??= load(options, scratch, say);
    const folder = scratch.place('branch');
    cpSync(await template, folder, { recursive: true });
    return folder;
  };
}

async function load({ clients, days }: Options, scratch: Scratch, say: Bench['say']): Promise<string> {
  const folder = scratch.folder('loaded');
  say(`loading a branch of ${String(clients)} clients and ${String(days)} days`);
  const branch = await startBranch(scratch, folder, {
    args: ['--clients', String(clients), '--days', String(days), '--seed', '1'],
  });
  await branch.end();
  say(`loaded in ${(branch.readyAfter / 1_000).toFixed(1)} s`);
  return folder;
}
