import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, jest } from '@jest/globals';
import { leaseContract } from '@pcrm/event-sourcing/testing';
import { freshFolders } from '../../test/fresh-folders.js';
import { openSqlite } from './sqlite.js';
import { LEASE_STEPS, SqliteLease } from './sqlite.lease.js';

const freshFolder = freshFolders();

const freshPath = () => join(freshFolder(), 'leases.sqlite');
const openDb = (path: string) => openSqlite(path, { synchronous: 'FULL', steps: LEASE_STEPS });

leaseContract('sqlite in a file', async () => {
  const path = freshPath();
  return {
    one: new SqliteLease(openDb(path)),
    other: new SqliteLease(openDb(path)),
    lapse: async (name) => {
      const db = openDb(path);
      db.prepare('UPDATE leases SET until = 0 WHERE name = ?').run(name);
      db.close();
    },
  };
});

it('renewing for days leaves a small log, and keeps what is held', async () => {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'performance'] });
  try {
    const path = freshPath();
    const leases = new SqliteLease(openDb(path));
    const never = new AbortController().signal;
    const held = await Promise.all(['relay', 'scheduler'].map((name) => leases.acquire(name, never)));
    jest.advanceTimersByTime(2 * 3600 * 1000);
    expect(held.map((one) => one?.lost.aborted)).toEqual([false, false]);
    expect(statSync(`${path}-wal`).size).toBeLessThan(1_000_000);
    const [row] = openDb(path).prepare('SELECT min(until) AS until FROM leases').all();
    expect(Number(row?.['until'])).toBeGreaterThan(Date.now());
    await leases[Symbol.asyncDispose]();
  } finally {
    jest.useRealTimers();
  }
});

it('a token grows on over a kill, and who starts next need not wait for the lease to lapse', async () => {
  const path = freshPath();
  const killed = new SqliteLease(openDb(path), () => 0);
  const before = await killed.acquire('relay', new AbortController().signal);
  const next = new SqliteLease(openDb(path), () => 0);
  next.forgetHolders();
  const after = await next.acquire('relay', AbortSignal.timeout(1000));
  expect(after?.token).toBe((before?.token ?? 0) + 1);
  await next[Symbol.asyncDispose]();
  await killed[Symbol.asyncDispose]();
});
