import { describe, expect, it } from '@jest/globals';
import { keyVaultContract } from '@pcrm/event-sourcing/testing';
import { freshDatabases } from '../../test/cluster/fresh-databases.js';
import { WrongMasterKey } from '../stores/wrapped-key.js';
import { withParts } from '../testing/cluster-part.js';
import { MongoKeyVault } from './mongo.key-vault.js';

const master = new Uint8Array(32).fill(7);
const hex = (key: unknown): string => (key instanceof Uint8Array ? Buffer.from(key).toString('hex') : String(key));

withParts(['mongodb'], (url) => {
  const { database } = freshDatabases(url);
  keyVaultContract('mongo', async () => await MongoKeyVault.open(await database(), master));

  describe('the key vault in MongoDB', () => {
    it('gives two processes that mint at the same time the same keys, and the same secret', async () => {
      const db = await database();
      const vaults = await Promise.all([1, 2, 3].map(() => MongoKeyVault.open(db, master)));
      const subjects = Array.from({ length: 300 }, (_, n) => `c-${String(n)}`);
      const minted = await Promise.all(
        vaults.map((vault, n) => vault.mint(n === 1 ? subjects.toReversed() : subjects)),
      );
      const all = (keys: (typeof minted)[number]) => subjects.map((subject) => [hex(keys.get(subject)?.identity), hex(keys.get(subject)?.profile)]); // prettier-ignore
      for (const keys of minted) expect(all(keys)).toEqual(all(await (vaults[0] as MongoKeyVault).find(subjects)));
      expect(new Set(await Promise.all(vaults.map(async (vault) => hex(await vault.indexSecret())))).size).toBe(1);
    });

    it('never mints behind a destruction of another process, whoever comes first', async () => {
      const db = await database();
      const [one, other] = [await MongoKeyVault.open(db, master), await MongoKeyVault.open(db, master)];
      for (let n = 0; n < 50; n++) {
        const subject = `c-${String(n)}`;
        await Promise.all([one.mint([subject]), other.destroy(subject, 'profile'), one.mint([subject])]);
        expect((await one.mint([subject])).get(subject)?.profile).toBe('destroyed');
        expect(hex((await other.find([subject])).get(subject)?.identity)).toHaveLength(64);
      }
    });

    it('holds no key and no secret in the clear, and not the master key', async () => {
      const db = await database();
      const vault = await MongoKeyVault.open(db, master);
      const keys = (await vault.mint(['c-1'])).get('c-1');
      const kept: string[] = [];
      for (const collection of await db.collections())
        for (const document of await collection.find().toArray())
          for (const value of Object.values(document))
            kept.push(typeof value === 'string' ? value : Buffer.from(value.buffer).toString('hex'));
      expect(kept).toContain('c-1');
      for (const secret of [keys?.identity, keys?.profile, await vault.indexSecret(), master])
        expect(kept.filter((text) => text.includes(hex(secret)))).toEqual([]);
    });

    it('keeps a tombstone over the return of an older copy of the keys, or the loss of them', async () => {
      const db = await database();
      const vault = await MongoKeyVault.open(db, master);
      await vault.mint(['c-1', 'c-2']);
      const copy = await db.collection('keys').find().toArray();
      await vault.destroy('c-1', 'profile');
      await vault.destroy('c-2', 'identity');

      await db.collection('keys').deleteMany({});
      expect((await vault.mint(['c-2'])).get('c-2')?.identity).toBe('destroyed');
      await db.collection('keys').deleteMany({});
      await db.collection('keys').insertMany(copy);
      const restored = await MongoKeyVault.open(db, master);
      const keys = await restored.find(['c-1', 'c-2']);
      expect([keys.get('c-1')?.profile, keys.get('c-2')?.identity]).toEqual(['destroyed', 'destroyed']);
      expect([hex(keys.get('c-1')?.identity), hex(keys.get('c-2')?.profile)].map((key) => key.length)).toEqual([
        64, 64,
      ]);
    });

    it('does not open with another master key, nor with a key that was moved to another place', async () => {
      const db = await database();
      const vault = await MongoKeyVault.open(db, master);
      await expect(MongoKeyVault.open(db, new Uint8Array(32).fill(8))).rejects.toBeInstanceOf(WrongMasterKey);
      await vault.mint(['c-1', 'c-2']);
      const keys = db.collection<{ _id: string; identity: unknown }>('keys');
      const taken = await keys.findOne({ _id: 'c-1' });
      await keys.updateOne({ _id: 'c-2' }, { $set: { identity: taken?.identity } });
      await expect(vault.find(['c-2'])).rejects.toBeInstanceOf(WrongMasterKey);
    });
  });
});
