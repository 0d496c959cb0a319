import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openSqlite, ROW_STEPS, SqliteRowStore } from '@pcrm/platform/embedded';
import { halfMovedIn, isMoving, isRebuilding } from './found-dead.js';

describe('the folder of a dead process', () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'pcrm-found-dead-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each([
    [null, false],
    [{ version: 1, rebuild: 1 }, true],
  ])('tells whether a view was being made anew: %j', async (building, rebuilding) => {
    const builds = { name: 'clients.active-version', indexes: {} };
    const db = openSqlite(join(folder, 'views.sqlite'), { synchronous: 'NORMAL', steps: ROW_STEPS });
    await using rows = new SqliteRowStore(db);
    await rows.declare(builds);
    const doc = { active: { version: 1, rebuild: 0 }, building, old: [] };
    await rows.commit({ writes: [{ table: builds, rows: [{ key: 'client-list', expected: 0, seen: {}, doc }] }] });
    expect(isRebuilding(folder)).toBe(rebuilding);
  });

  it('tells nothing where nothing is yet', () => {
    expect(isRebuilding(folder)).toBe(false);
    expect(halfMovedIn(folder).size).toBe(0);
  });

  it('tells whether a log was being moved, and not found so at the start', () => {
    const index = Buffer.alloc(32_768);
    index.writeUInt32LE(7, 128);
    writeFileSync(join(folder, 'facts.sqlite-shm'), index);
    const found = halfMovedIn(folder);
    expect(isMoving(found, new Map())).toBe(true);
    expect(isMoving(found, new Map([['facts.sqlite-shm', 5]]))).toBe(true);
    expect(isMoving(found, found)).toBe(false);
    index.writeUInt32LE(7, 96);
    writeFileSync(join(folder, 'facts.sqlite-shm'), index);
    expect(isMoving(halfMovedIn(folder), new Map())).toBe(false);
  });
});
