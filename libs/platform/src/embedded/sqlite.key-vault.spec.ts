import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Unavailable } from '@pcrm/event-sourcing';
import { keyVaultContract } from '@pcrm/event-sourcing/testing';
import { freshFolders } from '../../test/fresh-folders.js';
import { openSqlite } from './sqlite.js';
import { WrongMasterKey } from '../stores/wrapped-key.js';
import { SqliteKeyVault, VAULT_STEPS } from './sqlite.key-vault.js';

const freshFolder = freshFolders();

const master = new Uint8Array(32).fill(7);
const openDb = (path: string) => openSqlite(path, { synchronous: 'FULL', steps: VAULT_STEPS });

keyVaultContract('sqlite in memory', async () => new SqliteKeyVault(openDb(':memory:'), master));
keyVaultContract('sqlite in a file', async () => new SqliteKeyVault(openDb(join(freshFolder(), 'v')), master));

describe('the key vault in its file', () => {
  it('is closed on a full disk too, and says what it was', async () => {
    const db = openDb(join(freshFolder(), 'v'));
    const vault = new SqliteKeyVault(db, master);
    db.exec = () => {
      throw Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR', errcode: 13 });
    };
    await expect(vault[Symbol.asyncDispose]()).rejects.toBeInstanceOf(Unavailable);
    expect(db.isOpen).toBe(false);
  });

  const bytesIn = (folder: string) =>
    Buffer.concat(readdirSync(folder).map((file) => readFileSync(join(folder, file))));
  const bytes = (key: Uint8Array) => Buffer.from(key);

  it('holds no key and no secret in the clear', async () => {
    const folder = freshFolder();
    await using vault = new SqliteKeyVault(openDb(join(folder, 'v')), master);
    const identity = (await vault.mint(['c-1'])).get('c-1')?.identity as Uint8Array;
    expect(bytesIn(folder).includes('c-1')).toBe(true);
    expect(bytesIn(folder).includes(bytes(identity))).toBe(false);
    expect(bytesIn(folder).includes(bytes(await vault.indexSecret()))).toBe(false);
  });

  it('leaves no trace of a destroyed key, wrapped or not', async () => {
    const folder = freshFolder();
    const db = openDb(join(folder, 'v'));
    await using vault = new SqliteKeyVault(db, master);
    await vault.mint(['c-1']);
    const wrapped = db.prepare(`SELECT identity FROM keys WHERE subject = 'c-1'`).get()?.['identity'] as Uint8Array;
    expect(bytesIn(folder).includes(bytes(wrapped))).toBe(true);
    await vault.destroy('c-1', 'identity');
    expect(bytesIn(folder).includes(bytes(wrapped))).toBe(false);
  });

  it('moves its log into the file while it is open: what was minted does not pile up in it', async () => {
    const file = join(freshFolder(), 'v');
    await using vault = new SqliteKeyVault(openDb(file), master);
    await vault.mint(Array.from({ length: 1_000 }, (_, i) => `c-${String(i)}`));
    while (statSync(file).size < 100_000) await pause(20);
  });

  it('writes nothing at its opening for what lies buried', async () => {
    const stones = [{ subject: 'c-1', kind: 'identity' as const }];
    const file = join(freshFolder(), 'v');
    const open = (db = openDb(file)) =>
      ({ db, vault: new SqliteKeyVault(db, master, { all: () => stones, add: () => undefined }) }) as const;
    const first = open();
    await first.vault[Symbol.asyncDispose]();
    const again = open();
    await using vault = again.vault;
    expect(again.db.prepare('SELECT total_changes() AS n').get()?.['n']).toBe(0);
    expect((await vault.find(['c-1'])).get('c-1')?.identity).toBe('destroyed');
  });

  it('keeps a tombstone that stands outside over the return of an older vault', async () => {
    const stones: { subject: string; kind: 'identity' | 'profile' }[] = [];
    const tombstones = {
      all: () => stones,
      add: (subject: string, kind: 'identity' | 'profile') => void stones.push({ subject, kind }),
    };
    const db = openDb(':memory:');
    const vault = new SqliteKeyVault(db, master, tombstones);
    await vault.mint(['c-1']);
    const copy = db.serialize();
    await vault.destroy('c-1', 'profile');
    await vault[Symbol.asyncDispose]();

    const restored = openDb(':memory:');
    restored.deserialize(copy);
    await using again = new SqliteKeyVault(restored, master, tombstones);
    expect((await again.find(['c-1'])).get('c-1')?.profile).toBe('destroyed');
    expect((await again.find(['c-1'])).get('c-1')?.identity).toHaveLength(32);
  });

  it('does not open with another master key, and says so', async () => {
    const path = join(freshFolder(), 'v');
    await new SqliteKeyVault(openDb(path), master)[Symbol.asyncDispose]();
    expect(() => new SqliteKeyVault(openDb(path), new Uint8Array(32).fill(8))).toThrow(WrongMasterKey);
  });
});
