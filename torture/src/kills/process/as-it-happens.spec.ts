import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
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

  /** Nothing is seen for a while, and then what happens. */
  async function expectSeen(looking: Promise<boolean>, happens: () => Promise<void> | void): Promise<void> {
    expect(await Promise.race([looking, pause(SHORT, 'nothing yet')])).toBe('nothing yet');
    await happens();
    expect(await looking).toBe(true);
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
    await expectSeen(rebuildBegun(folder, NEVER), () => told({ version: 1, rebuild: 1 }, 1));
  });

  it('a log moved into its file, and not one that was found half moved', async () => {
    const index = Buffer.alloc(32_768);
    const setOut = (frames: number): void => {
      index.writeUInt32LE(frames, 128);
      writeFileSync(join(folder, 'facts.sqlite-shm'), index);
    };
    setOut(5);
    await expectSeen(checkpointBegun(folder, NEVER), () => setOut(7));
  });

  it('or is waited for no longer than asked', async () => {
    expect(await checkpointBegun(folder, SHORT)).toBe(false);
    openSqlite(join(folder, 'views.sqlite'), { synchronous: 'NORMAL', steps: ROW_STEPS }).close();
    expect(await rebuildBegun(folder, SHORT)).toBe(false);
  });
});
