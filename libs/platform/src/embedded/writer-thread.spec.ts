import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type NewEvent, Refusal, RevisionConflict, Unavailable, VersionConflict } from '@pcrm/event-sourcing';
import { eventually } from '@pcrm/event-sourcing/testing';
import { freshFolders } from '../../test/fresh-folders.js';
import { type DataFolder, openDataFolder } from './data-folder.js';
import { MovableClock } from './movable-clock.js';
import { openReader } from './sqlite.js';
import { ROW_STEPS, RowReader } from './row-reader.js';
import type { WorkerClient } from './worker-client.js';
import { startWriter } from './writer-thread.js';

const freshFolder = freshFolders();

const entry = pathToFileURL(join(import.meta.dirname, '../../test/writer.mjs'));
const fact = (id: string): NewEvent => ({
  id,
  type: 'Counted',
  version: 1,
  data: { text: '王' },
  metadata: {
    actor: 's-1',
    commandId: 'c',
    correlationId: 'c',
    causationId: 'c',
    occurredAt: '2026-03-01T00:00:00.000Z',
  },
});

describe('the writing thread', () => {
  let folder: DataFolder;
  let clock: MovableClock;
  let client: WorkerClient;
  const start = (options: { bound?: number; data?: unknown } = {}): Promise<WorkerClient> =>
    startWriter(entry, { files: folder.files, clock, ...options });

  beforeEach(async () => {
    folder = openDataFolder(freshFolder());
    clock = new MovableClock();
    client = await start({ bound: 100 });
  });
  afterEach(async () => {
    await client[Symbol.asyncDispose]();
    folder[Symbol.dispose]();
  });

  it('lets whoever wrote read it at once', async () => {
    for (let at = -1; at < 20; at++) {
      await client.events.append('noun-1', at, [fact(String(at))]);
      expect(await client.events.read('noun-1', at)).toHaveLength(1);
    }
    const table = { name: 'view.v1', indexes: { byN: ['n'] } };
    await client.rows.declare(table);
    await client.rows.commit({ writes: [{ table, rows: [{ key: 'a', expected: 0, seen: {}, doc: { n: 1 } }] }] });
    expect((await client.rows.find(table, { index: 'byN', limit: 1 })).rows).toHaveLength(1);
    const keys = (await client.vault.mint(['c-1'])).get('c-1');
    expect((await client.vault.find(['c-1'])).get('c-1')).toEqual(keys);
  });

  it('hands conflicts and refusals over with all they know', async () => {
    const failed = async (work: Promise<unknown>): Promise<unknown> => work.catch((error: unknown) => error);
    const conflict = await failed(client.events.append('noun-1', 3, [fact('1')]));
    expect(conflict).toBeInstanceOf(RevisionConflict);
    expect(conflict).toMatchObject({ stream: 'noun-1', expected: 3, actual: -1 });
    const table = { name: 'view.v1', indexes: {} };
    await client.rows.declare(table);
    const version = await failed(
      client.rows.commit({ writes: [{ table, rows: [{ key: 'a', expected: 2, seen: {}, doc: {} }] }] }),
    );
    expect(version).toBeInstanceOf(VersionConflict);
    expect(version).toMatchObject({ table: 'view.v1', keys: ['a'] });
    const refusal = await failed(client.backstage.call('refuse', { code: 'book.full' }));
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({ code: 'book.full', details: { rule: 'A1' } });
    expect(await failed(client.backstage.call('conflict', {}))).toMatchObject({ expected: 4, actual: 7 });
  });

  it('runs jobs by name, moves buffers instead of copying, and fails what cannot cross for its caller only', async () => {
    const bytes = new Uint8Array([1, 2, 3]).buffer;
    const answers = await Promise.allSettled([
      client.backstage.call('echo', { bytes }, [bytes]),
      client.backstage.call('echo', () => 'a function'),
      client.backstage.call('odd answer', {}),
      client.backstage.call('no such job', {}),
      client.backstage.call('echo', 7),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'rejected',
      'fulfilled',
    ]);
    expect(answers[0]).toMatchObject({ value: { bytes: new Uint8Array([1, 2, 3]).buffer } });
    expect(bytes.byteLength).toBe(0);
    expect(answers[3]).toMatchObject({ reason: { message: 'there is no job no such job' } });
  });

  it('shares its clock: moved on one side, moved on both', async () => {
    clock.standAt('2025-01-01T00:00:00.000Z');
    expect(await client.backstage.call('clock', {})).toBe('2025-01-01T00:00:00.000Z');
    await client.events.append('noun-1', -1, [fact('1')]);
    expect((await client.events.read('noun-1'))[0]?.recordedAt).toBe('2025-01-01T00:00:00.000Z');
  });

  it('tells the main thread which rows changed, until it stops listening', async () => {
    const heard: unknown[] = [];
    const stop = client.changes.subscribe((changes) => heard.push(...changes));
    const change = {
      view: 'due-list',
      rows: [{ key: 'c-1', belongs: [{ outletId: 'o1' }] }],
      position: '0000000000000007',
    };
    await client.backstage.call('publish', [change]);
    await eventually(() => expect(heard).toEqual([change]));
    stop();
    await client.backstage.call('publish', [change]);
    await client.backstage.call('echo', 1);
    expect(heard).toHaveLength(1);
  });

  it('refuses what is too much with Unavailable, and goes on when less waits', async () => {
    const many = Array.from({ length: 60 }, (_, n) => fact(String(n)));
    const [one, two] = await Promise.allSettled([
      client.events.append('noun-1', -1, many),
      client.events.append('noun-2', -1, many),
    ]);
    expect(one.status).toBe('fulfilled');
    expect(two).toMatchObject({ status: 'rejected', reason: expect.any(Unavailable) });
    expect(await client.events.append('noun-2', -1, many)).toMatchObject({ revision: 59 });
  });

  it('when it dies, whatever waits or is asked later fails with Unavailable, and the main thread is told why', async () => {
    const waiting = client.backstage.call('never', {}).catch((error: unknown) => error);
    const dying = client.backstage.call('die', {}).catch((error: unknown) => error);
    expect(await waiting).toBeInstanceOf(Unavailable);
    expect(await dying).toBeInstanceOf(Unavailable);
    expect(await client.failed).toMatchObject({ cause: { message: 'planned death' } });
    await expect(client.events.append('noun-1', -1, [fact('1')])).rejects.toBeInstanceOf(Unavailable);
    expect(await client.events.read('noun-1')).toEqual([]);
  });

  it('ends what it has to end before its files close', async () => {
    const never = client.backstage.call('never', {}).catch((error: unknown) => error);
    await client[Symbol.asyncDispose]();
    expect(await never).toBeInstanceOf(Unavailable);
    const db = openReader(folder.files.views, ROW_STEPS);
    expect(new RowReader(db).checkpoint('closed')).toBe('in order');
    db.close();
    await expect(client.events.append('noun-1', -1, [fact('1')])).rejects.toBeInstanceOf(Unavailable);
  });

  it('says why it did not start: its own failure, or a file of a newer version', async () => {
    await client[Symbol.asyncDispose]();
    await expect(start({ data: { fail: 'no luck' } })).rejects.toThrow('no luck');
    const db = new DatabaseSync(folder.files.facts);
    db.exec('PRAGMA user_version = 99');
    db.close();
    await expect(start()).rejects.toThrow(/facts\.sqlite has format 99, but this PCRM knows formats up to 2/);
  });
});
