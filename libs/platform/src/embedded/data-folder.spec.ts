import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from '@jest/globals';
import { fixedClock } from '@pcrm/event-sourcing';
import { freshFolders } from '../../test/fresh-folders.js';
import { openDataFolder } from './data-folder.js';
import { asProblem, asProblemWithin, DataFolderProblem } from './folder-problem.js';
import { openStores } from './stores.js';

const freshFolder = freshFolders();

const clock = fixedClock('2026-03-01T00:00:00.000Z');
const freshPath = () => join(freshFolder(), 'data');
const problem = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof DataFolderProblem) return error.message;
    throw error;
  }
  throw new Error('no problem');
};
const table = { name: 'view.v1', indexes: {} };
const fact = {
  id: '1',
  type: 'Counted',
  version: 1,
  data: {},
  metadata: {
    actor: 's',
    commandId: 'c',
    correlationId: 'c',
    causationId: 'c',
    occurredAt: '2026-03-01T00:00:00.000Z',
  },
};

/** Opens, uses and closes a folder once. */
async function used(path: string, settle = true): Promise<void> {
  using folder = openDataFolder(path);
  await using stores = await openStores(folder.files, clock);
  await stores.events.append('noun-1', -1, [fact]);
  await stores.rows.declare(table);
  await stores.rows.commit({ writes: [], checkpoints: { mark: 1 } });
  await stores.vault.mint(['c-1']);
  if (settle) folder.settle();
}

describe('the data folder', () => {
  it('is made for its owner alone, and so is the master key', () => {
    const path = freshPath();
    using folder = openDataFolder(path);
    expect(statSync(path).mode & 0o777).toBe(0o700);
    expect(statSync(folder.files.masterKey).mode & 0o777).toBe(0o600);
    expect(statSync(folder.files.masterKey).size).toBe(32);
  });

  it('is a demo unless something else was wanted, and keeps its kind', () => {
    const path = freshPath();
    for (const fresh of [true, false]) {
      using folder = openDataFolder(path, 'branch');
      expect([folder.kind, folder.fresh]).toEqual(['branch', fresh]);
      if (fresh) for (const file of ['facts', 'messages', 'vault'] as const) writeFileSync(folder.files[file], '');
      folder.settle();
    }
    using again = openDataFolder(path);
    expect(again.kind).toBe('branch');
    using other = openDataFolder(freshPath());
    expect(other.kind).toBe('demo');
    again[Symbol.dispose]();
    expect(problem(() => openDataFolder(path, 'demo'))).toContain(`${path} holds a branch, but a demo was asked for`);
  });

  it('keeps what was written; views that are gone begin from nothing', async () => {
    const path = freshPath();
    await used(path);
    for (const suffix of ['', '-wal', '-shm']) rmSync(join(path, `views.sqlite${suffix}`), { force: true });
    using folder = openDataFolder(path);
    await using stores = await openStores(folder.files, clock);
    expect(folder.fresh).toBe(false);
    expect(await stores.events.read('noun-1')).toHaveLength(1);
    expect((await stores.vault.find(['c-1'])).size).toBe(1);
    expect(await stores.rows.checkpoint('mark')).toBeUndefined();
    await stores.rows.declare(table);
    expect(await stores.rows.count(table)).toBe(0);
  });

  it.each(['facts.sqlite', 'messages.sqlite', 'vault.sqlite', 'master.key'])('says when %s was lost', async (file) => {
    const path = freshPath();
    await used(path);
    rmSync(join(path, file));
    expect(problem(() => openDataFolder(path))).toContain(`The data folder ${path} has lost ${file}.`);
    expect(existsSync(join(path, file))).toBe(false);
  });

  it('goes on after a first start that was torn before it was whole', async () => {
    const path = freshPath();
    await used(path, false);
    rmSync(join(path, 'messages.sqlite'));
    using folder = openDataFolder(path);
    await using stores = await openStores(folder.files, clock);
    expect(folder.fresh).toBe(true);
    expect(await stores.events.read('noun-1')).toHaveLength(1);
    expect((await stores.vault.find(['c-1'])).size).toBe(1);
  });

  it('does not move into a folder with other files', () => {
    const path = freshPath();
    mkdirSync(path);
    writeFileSync(join(path, 'thesis.doc'), '');
    expect(problem(() => openDataFolder(path))).toContain(`The folder ${path} holds other files`);
    expect(existsSync(join(path, 'master.key'))).toBe(false);
  });

  it('says so when a newer version made it', () => {
    const path = freshPath();
    mkdirSync(path);
    writeFileSync(join(path, 'folder.json'), '{"format":9,"kind":"demo"}');
    expect(problem(() => openDataFolder(path))).toMatch(/format 9, but this PCRM knows formats up to 1.*newer version/);
  });

  it('says so when it is no folder', () => {
    const path = freshPath();
    writeFileSync(path, '');
    expect(problem(() => openDataFolder(path))).toBe(
      `The data folder ${path} is not a folder. Remove what stands in its place, or point PCRM_DATA_DIR at another folder.`,
    );
  });

  it.each([
    ['/media/branch', 'ENOENT', 'cannot be made there: the file system is read-only, or a folder above it is gone'],
    ['/mnt/branch', 'EROFS', 'is on a read-only file system'],
  ])('says what to do about %s, where nothing can be written (%s)', (path, code, words) => {
    const error = Object.assign(new Error(`${code}: mkdir '${path}'`), { code });
    expect((asProblem(path, error) as Error).message).toBe(
      `The data folder ${path} ${words}. Mount it for writing, or point PCRM_DATA_DIR at another folder.`,
    );
  });

  it.each([
    [Object.assign(new Error('EACCES'), { code: 'EACCES' }), 'cannot be written by this user'],
    [Object.assign(new Error('EROFS'), { code: 'EROFS' }), 'is on a read-only file system'],
    [Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' }), 'is on a full disk'],
    [
      Object.assign(new Error('readonly'), { code: 'ERR_SQLITE_ERROR', errcode: 1032 }),
      'cannot be written by this user',
    ],
  ])('puts %s into words', (error, words) => {
    expect(asProblem('/somewhere', error)).toMatchObject({
      name: 'DataFolderProblem',
      message: expect.stringContaining(`The data folder /somewhere ${words}`),
    });
  });

  it.each([
    ['in the middle', 100],
    ['from its first byte on', 0],
  ])('says so when a file was damaged %s, and leaves it as it is', async (_where, from) => {
    const path = freshPath();
    using folder = openDataFolder(path);
    const { files } = folder;
    await (await openStores(files, clock))[Symbol.asyncDispose]();
    const garbled = readFileSync(files.facts).fill(0xa5, from, from + 40);
    writeFileSync(files.facts, garbled);
    const failure = await openStores(files, clock).catch((error: unknown) => error);
    expect((asProblemWithin(path, failure) as Error).message).toBe(
      `The data folder ${path} holds a file that is damaged: the disk gave back other bytes than were written. ` +
        'Put the folder back from a backup, or point PCRM_DATA_DIR at another folder.',
    );
    expect(readFileSync(files.facts).equals(garbled)).toBe(true);
  });

  it('cannot be opened twice, and names the process that has it', () => {
    const path = freshPath();
    using _first = openDataFolder(path);
    expect(problem(() => openDataFolder(path))).toBe(
      `The data folder ${path} is in use by another PCRM (process ${String(process.pid)}). ` +
        'Stop that one first, or point PCRM_DATA_DIR at another folder.',
    );
  });
});

describe('another process', () => {
  let child: ChildProcess | undefined;
  afterEach(() => void child?.kill('SIGKILL'));

  /** Starts the platform's stores on a folder; answers the lines it prints. */
  function start(path: string, ...args: string[]): AsyncIterable<string> {
    const script = join(import.meta.dirname, '../../test/appender.mjs');
    child = spawn(process.execPath, [script, path, ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { PATH: '' },
    });
    return createInterface({ input: child.stdout as NodeJS.ReadableStream });
  }
  async function killed(): Promise<void> {
    child?.kill('SIGKILL');
    if (child) await once(child, 'close');
  }

  it('keeps the folder to itself until it ends, kill -9 included', async () => {
    const path = freshPath();
    for await (const line of start(path)) if (line === 'open') break;
    expect(problem(() => openDataFolder(path))).toContain(`in use by another PCRM (process ${String(child?.pid)})`);
    await killed();
    using folder = openDataFolder(path);
    expect(folder.path).toBe(path);
  });

  it('has kept every append it acknowledged before kill -9, and none by half', async () => {
    const path = freshPath();
    const acknowledged = new Map<string, number>();
    let lines = 0;
    for await (const line of start(path, 'append')) {
      const [stream, revision] = line.split(' ');
      if (stream && revision) acknowledged.set(stream, Number(revision));
      if (++lines === 3000) child?.kill('SIGKILL');
    }
    expect(acknowledged.size).toBe(32);
    using folder = openDataFolder(path);
    await using stores = await openStores(folder.files, clock);
    for (const [stream, revision] of acknowledged) {
      const facts = await stores.events.read(stream);
      expect(facts.length).toBeGreaterThan(revision);
      expect(facts.length % 2).toBe(0);
      expect(facts.map((one) => one.revision)).toEqual(facts.map((_, at) => at));
    }
  });
});
