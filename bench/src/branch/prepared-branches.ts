import { constants, cpSync, createReadStream, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFeed, writeHandover } from '../feeding/feed-text.js';
import { registerAll } from '../feeding/registered-branch.js';
import { memoryOf } from '../machine.js';
import type { Bench } from '../section.js';
import { ANALYST } from './demo-people.js';
import { askedOf, BRANCH, MADE, MAKING, standsIn } from './kept-branch.js';
import { startBranch } from './running-branch.js';

type Branches = Pick<Bench, 'loaded' | 'history' | 'historyToRead'>;
type Making = Omit<Bench, keyof Branches>;

/** Days between two balances of a client, of an imported history. */
const APART = 30;

/** Each kind of branch is made once for all sections that ask; each section that works with it gets a copy. */
export function preparedBranches(bench: Making): Branches {
  const { imported, branch } = bench.options;
  const demoItself = once(() => demo(bench, bench.scratch.folder('loaded')));
  const path = branch ?? bench.scratch.place('history');
  const itself = imported || branch !== undefined ? once(() => kept(bench, path)) : demoItself;
  const history = copied(bench, itself);
  // A demo that is started on another day feeds itself the days that are missing.
  return { loaded: copied(bench, demoItself), history, historyToRead: imported ? itself : history };
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

/** What stands in the folder, which is what is asked for; else it is made there. */
async function kept(bench: Making, path: string): Promise<string> {
  const { options } = bench;
  const folder = join(path, BRANCH);
  if (standsIn(path, options)) return folder;
  rmSync(folder, { recursive: true, force: true });
  // The mark before the folder: where it is broken off in between, the next one may begin.
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, MAKING), askedOf(options));
  mkdirSync(folder);
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

/** Without people: everybody is registered, and core banking says every balance once a month. */
async function byImport({ options, scratch, say }: Making, folder: string): Promise<string> {
  const { clients, days, handedOver } = options;
  say(`importing ${clients.toLocaleString('en')} clients`);
  const branch = await startBranch(scratch, folder, { args: ['--empty'] });
  const began = performance.now();
  const told = (what: string): void => {
    const held = memoryOf(branch.pid);
    const memory = held ? `; memory ${inMb(held.now)} MB, ${inMb(held.peak)} at most` : '';
    say(`${what} after ${((performance.now() - began) / 1_000).toFixed(0)} s${memory}`);
  };
  const clientNos = await registerAll(branch, clients, () => {
    told('all files of clients were answered');
  });
  told('all were registered');
  const file = join(scratch.folder('history-feed'), 'feed.csv');
  const dates = Math.ceil(days / APART);
  if (handedOver) writeHandover(file, clientNos, dates, APART);
  else writeFeed(file, clientNos, clients * dates, { apart: APART });
  await branch.ask(ANALYST, { method: 'POST', path: 'feeds', upload: createReadStream(file) });
  told(`a feed of ${String(days)} days was answered`);
  await branch.drained();
  told('it was closed and taken in');
  await branch.end();
  scratch.remove(file);
  return folder;
}

const inMb = (bytes: number): string => String(Math.round(bytes / 1_000_000));
