import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KeyConflict, type DataKey, type KeysOf, type KeyVault } from './key-vault.js';

let subjects = 0;
const freshSubject = (): string => `contract-client-${String(++subjects)}`;
const hex = (key: DataKey | undefined): string =>
  key instanceof Uint8Array ? Buffer.from(key).toString('hex') : String(key);

/** What every KeyVault promises. An adapter is finished when this passes. `open` gives an empty vault. */
export const keyVaultContract = (adapter: string, open: () => Promise<KeyVault>): void =>
  describe(`${adapter} as a KeyVault`, () => {
    let vault: KeyVault;
    beforeAll(async () => {
      vault = await open();
    });
    afterAll(async () => await vault[Symbol.asyncDispose]());

    it('finds nothing for a subject it does not know, and mints nothing by looking', async () => {
      const subject = freshSubject();
      expect(await vault.find([subject])).toEqual(new Map());
      expect(await vault.find([subject])).toEqual(new Map());
      expect(await vault.find([])).toEqual(new Map());
    });

    it('mints two different keys of 32 bytes per subject, and finds the same ones', async () => {
      const [one, other] = [freshSubject(), freshSubject()];
      const minted = await vault.mint([one, other]);
      const keys = [one, other].flatMap((s) => [minted.get(s)?.identity, minted.get(s)?.profile]);
      expect(keys.map((key) => hex(key).length)).toEqual([64, 64, 64, 64]);
      expect(new Set(keys.map(hex)).size).toBe(4);
      const found = await vault.find([one, other, freshSubject()]);
      expect([...found.keys()].sort()).toEqual([one, other].sort());
      expect([one, other].flatMap((s) => [found.get(s)?.identity, found.get(s)?.profile]).map(hex)).toEqual(
        keys.map(hex),
      );
    });

    it('mints once: asked again, or by many at the same time, it gives the same keys', async () => {
      const [one, other] = [freshSubject(), freshSubject()];
      const races = await Promise.all([
        vault.mint([one, other]),
        vault.mint([other, one, one]),
        ...Array.from({ length: 20 }, () => vault.mint([one])),
      ]);
      races.push(await vault.mint([one]));
      expect(new Set(races.map((keys) => hex(keys.get(one)?.identity) + hex(keys.get(one)?.profile))).size).toBe(1);
      expect(new Set(races.slice(0, 2).map((keys) => hex(keys.get(other)?.identity))).size).toBe(1);
      expect(hex((await vault.find([one])).get(one)?.identity)).toBe(hex(races[0]?.get(one)?.identity));
    });

    it('destroys one key for ever and leaves the other', async () => {
      const subject = freshSubject();
      const profile = hex((await vault.mint([subject])).get(subject)?.profile);
      await vault.destroy(subject, 'identity');
      await vault.destroy(subject, 'identity');
      for (const keys of [await vault.find([subject]), await vault.mint([subject]), await vault.find([subject])]) {
        expect(keys.get(subject)?.identity).toBe('destroyed');
        expect(hex(keys.get(subject)?.profile)).toBe(profile);
      }
    });

    it('leaves a tombstone even for a subject that never had a key', async () => {
      const subject = freshSubject();
      await vault.destroy(subject, 'profile');
      const keys = (await vault.mint([subject])).get(subject);
      expect(keys?.profile).toBe('destroyed');
      expect(hex(keys?.identity)).toHaveLength(64);
    });

    it('never mints behind a destruction that runs at the same time', async () => {
      const subject = freshSubject();
      await Promise.all([vault.mint([subject]), vault.destroy(subject, 'identity'), vault.mint([subject])]);
      expect((await vault.mint([subject])).get(subject)?.identity).toBe('destroyed');
    });

    it('answers for thousands of subjects at once', async () => {
      const many = Array.from({ length: 3000 }, freshSubject);
      expect((await vault.mint(many)).size).toBe(3000);
      expect(new Set([...(await vault.find(many)).values()].map((keys) => hex(keys.identity))).size).toBe(3000);
    });

    it('gives all keys and tombstones, in the order of subjects, page by page', async () => {
      const own = [freshSubject(), freshSubject(), freshSubject()];
      const minted = await vault.mint(own);
      await vault.destroy(own[1] ?? '', 'profile');
      const pages: KeysOf[] = [];
      for (let page = await vault.all(undefined, 7); page.length > 0; page = await vault.all(pages.at(-1)?.subject, 7))
        pages.push(...page);
      const subjects = pages.map(({ subject }) => subject);
      expect(subjects).toEqual([...subjects].sort());
      expect(new Set(subjects).size).toBe(subjects.length);
      const listed = pages.filter(({ subject }) => own.includes(subject));
      expect(listed.map(({ identity }) => hex(identity))).toEqual(own.map((one) => hex(minted.get(one)?.identity)));
      expect(listed.map(({ profile }) => profile === 'destroyed')).toEqual([false, true, false]);
    });

    const brought = (subject: string, identity: DataKey = key(1), profile: DataKey = key(2)): KeysOf => ({
      subject,
      identity,
      profile,
    });
    const key = (n: number): Uint8Array => new Uint8Array(32).fill(n);
    const standing = async (subject: string): Promise<readonly string[]> => {
      const keys = (await vault.mint([subject])).get(subject);
      return [hex(keys?.identity), hex(keys?.profile)];
    };

    it('takes in keys of another vault as they are; twice is once', async () => {
      const [one, other] = [freshSubject(), freshSubject()];
      for (let times = 0; times < 2; times++) await vault.restore([brought(one), brought(other, key(3), 'destroyed')]);
      expect(await standing(one)).toEqual([hex(key(1)), hex(key(2))]);
      expect(await standing(other)).toEqual([hex(key(3)), 'destroyed']);
      await vault.restore([]);
    });

    it('lets a tombstone win over a key, on whichever side it stands', async () => {
      const [here, there] = [freshSubject(), freshSubject()];
      await vault.restore([brought(here), brought(there)]);
      await vault.destroy(here, 'identity');
      await vault.restore([brought(here), brought(there, 'destroyed')]);
      expect(await standing(here)).toEqual(['destroyed', hex(key(2))]);
      expect(await standing(there)).toEqual(['destroyed', hex(key(2))]);
      await vault.restore([brought(there)]);
      expect(await standing(there)).toEqual(['destroyed', hex(key(2))]);
    });

    it('refuses keys beside other keys of the same subject, and then takes in none', async () => {
      const [known, fresh] = [freshSubject(), freshSubject()];
      const before = (await vault.mint([known])) && (await standing(known));
      const refused = await vault.restore([brought(fresh), brought(known)]).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(KeyConflict);
      expect(refused).toMatchObject({ subject: known });
      expect(await standing(known)).toEqual(before);
      expect(await vault.find([fresh])).toEqual(new Map());
    });

    it('has one secret of 32 bytes for search indexes', async () => {
      const [one, again] = await Promise.all([vault.indexSecret(), vault.indexSecret()]);
      expect(one).toHaveLength(32);
      expect(hex(again)).toBe(hex(one));
    });
  });
