import { constants, cpSync, createReadStream, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFeed } from '../feeding/feed-text.js';
import { registerAll } from '../feeding/registered-branch.js';
import type { Bench } from '../section.js';
import { ANALYST } from './demo-people.js';
import { askedOf, BRANCH, MADE, MAKING, standingIn } from './kept-branch.js';
import { startBranch } from './running-branch.js';

type Branches = Pick<Bench, 'loaded' | 'history' | 'historyItself'>;
type Making = Omit<Bench, keyof Branches>;

type Closed = { readonly closedThrough: string | null };

/** Days between two balances of a client, of an imported history. */
const APART = 30;

/** Each kind of branch is made once for all sections that ask; each section that works with it gets a copy. */
export function preparedBranches(bench: Making): Branches {
  const { imported, branch } = bench.options;
  const demoItself = once(() => demo(bench, bench.scratch.folder('loaded')));
  const path = branch ?? bench.scratch.place('history');
  const historyItself = imported || branch !== undefined ? once(() => kept(bench, path)) : demoItself;
  return {
    ...{ loaded: copied(bench, demoItself), history: copied(bench, historyItself) },
    historyItself,
  };
}

function once(make: () => Promise<string>): () => Promise<string> {
  let made: Promise<string> | undefined;
  return () => (made ??= make());
}

const copied =
  ({ scratch }: Making, itself: () => Promise<string>) =>
  async (): Promise<string> => {
    const folder = scratch.place('branch');
    // A file system that can shares the bytes until one of both is written to.
    cpSync(await itself(), folder, { recursive: true, mode: constants.COPYFILE_FICLONE });
    return folder;
  };

/** What stands in the folder, which is what is asked for; else it is made there. An import that was broken off goes on. */
async function kept(bench: Making, path: string): Promise<string> {
  const { options } = bench;
  const folder = join(path, BRANCH);
  const standing = standingIn(path, options);
  if (standing === 'made') return folder;
  mkdirSync(path, { recursive: true });
  // First of all: what is not marked as ours is not touched.
  writeFileSync(join(path, MAKING), askedOf(options));
  if (standing === 'none' || !options.imported) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await (options.imported ? byImport : demo)(bench, folder);
  // Last of all: what was broken off is not taken for whole.
  renameSync(join(path, MAKING), join(path, MADE));
  return folder;
}

async function demo({ options: { clients, days }, scratch, say }: Making, folder: string): Promise<string> {
  say(`loading a branch of ${String(clients)} clients and ${String(days)} days`);
  const branch = await startBranch(scratch, folder, {
    args: ['--clients', String(clients), '--days', String(days), '--seed', '1'],
  });
  await branch.end();
  say(`loaded in ${(branch.readyAfter / 1_000).toFixed(1)} s`);
  return folder;
}

/** Without people: everybody is registered, and core banking says every balance once a month, each time closed. Whatever is there already stays. */
async function byImport({ options: { clients, days }, scratch, say }: Making, folder: string): Promise<string> {
  say(`importing ${clients.toLocaleString('en')} clients`);
  const began = performance.now();
  const branch = await startBranch(scratch, folder, { args: ['--empty'] });
  const clientNos = await registerAll(branch, clients);
  say(`imported after ${((performance.now() - began) / 1_000).toFixed(0)} s; feeding ${String(days)} days`);
  const file = join(scratch.folder('history-feed'), 'feed.csv');
  const { closedThrough } = (await branch.ask(ANALYST, { path: 'business-days' })).body as Closed;
  writeFeed(file, clientNos, clients * Math.ceil(days / APART), { apart: APART, after: closedThrough ?? '' });
  await branch.ask(ANALYST, { method: 'POST', path: 'feeds', upload: createReadStream(file) });
  await branch.drained();
  await branch.end();
  scratch.remove(file);
  say(`made in ${((performance.now() - began) / 1_000).toFixed(0)} s`);
  return folder;
}
