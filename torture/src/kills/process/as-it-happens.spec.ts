import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '@pcrm/event-sourcing';
import { openSqlite, ROW_STEPS, SqliteRowStore } from '@pcrm/platform/embedded';
import { checkpointBegun, rebuildBegun } from './as-it-happens.js';

/** Far longer than it takes, and than anybody should wait for what never comes. */
const NEVER = 60_000;
const SHORT = 50;

describe('what a living process does is seen as it happens', () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'pcrm-as-it-happens-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  /** What was done by the time that it was seen. */
  async function seenAfter(seen: Promise<void>, happens: () => Promise<void> | void): Promise<readonly string[]> {
    const order: string[] = [];
    const looking = seen.then(() => order.push('seen'));
    await happens();
    order.push('happened');
    await looking;
    return order;
  }

  it('a view made anew', async () => {
    const builds = { name: 'clients.active-version', indexes: {} };
    const db = openSqlite(join(folder, 'views.sqlite'), { synchronous: 'NORMAL', steps: ROW_STEPS });
    await using rows = new SqliteRowStore(db);
    await rows.declare(builds);
    const told = (building: JsonObject | null, expected: number) => {
      const doc = { active: { version: 1, rebuild: 0 }, building, old: [] };
      return rows.commit({ writes: [{ table: builds, rows: [{ key: 'client-list', expected, seen: {}, doc }] }] });
    };
    await told(null, 0);
    const begins = () => told({ version: 1, rebuild: 1 }, 1);
    expect(await seenAfter(rebuildBegun(folder, NEVER), begins)).toEqual(['happened', 'seen']);
  });

  it('a log moved into its file, and not one that was found half moved', async () => {
    const index = Buffer.alloc(32_768);
    const setOut = (frames: number): void => {
      index.writeUInt32LE(frames, 128);
      writeFileSync(join(folder, 'facts.sqlite-shm'), index);
    };
    setOut(5);
    expect(await seenAfter(checkpointBegun(folder, NEVER), () => setOut(7))).toEqual(['happened', 'seen']);
  });

  it('or is waited for no longer than asked', async () => {
    await checkpointBegun(folder, SHORT);
    openSqlite(join(folder, 'views.sqlite'), { synchronous: 'NORMAL', steps: ROW_STEPS }).close();
    await rebuildBegun(folder, SHORT);
  });
});
