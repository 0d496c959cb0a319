import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Json } from './fact.js';
import { InMemoryKeyVault } from './in-memory/in-memory.key-vault.js';
import { TamperedSeal } from './seal-value.js';
import { createSealer } from './seal.js';
import type { Schemas } from './upcasting.js';

const schemas: Schemas = {
  ClientRegistered: {
    personal: { subject: 'clientId', identity: ['name', 'contact.phone'], profile: ['family', 'employer.address'] },
  },
  BalanceNoted: {},
};
const ada = {
  type: 'ClientRegistered',
  data: {
    clientId: 'c-1',
    name: '王小明',
    contact: { phone: '13800000000', channel: 'sms' },
    family: [{ name: '王', born: '2001-02-03' }],
    employer: null,
    fen: 5,
  },
};
const plain = { type: 'BalanceNoted', data: { clientId: 'c-1', name: 'not personal here' } };

/** A vault that counts what it is asked. */
class CountingVault extends InMemoryKeyVault {
  readonly asked: string[] = [];
  override async find(subjects: readonly string[]) {
    this.asked.push(`find ${subjects.join()}`);
    return super.find(subjects);
  }
  override async mint(subjects: readonly string[]) {
    this.asked.push(`mint ${subjects.join()}`);
    const before = this.asked.length;
    const keys = await super.mint(subjects);
    this.asked.length = before;
    return keys;
  }
}

describe('sealing personal fields', () => {
  it('asks for no key where there is nothing to seal or to open', async () => {
    const vault = new CountingVault();
    const sealer = createSealer(vault);
    const empty = {
      type: 'ClientRegistered',
      data: { clientId: 'c-9', name: null, contact: {}, employer: {}, fen: 1 },
    };
    expect(await sealer.sealMany([empty, plain], schemas)).toEqual([empty, plain]);
    const [sealed] = await sealer.sealMany([ada, empty], schemas);
    expect(await sealer.openMany([empty, sealed ?? ada], schemas)).toEqual([empty, ada]);
    expect(await sealer.openMany([ada], schemas)).toEqual([ada]);
    expect(vault.asked).toEqual(['mint c-1']);
    await expect(sealer.sealMany([{ type: 'ClientRegistered', data: { name: null } }], schemas)).rejects.toThrow(
      'no clientId',
    );
  });

  it('seals each named field under its key, leaves the rest, absent and null alone, and opens to what it was', async () => {
    const sealer = createSealer(new InMemoryKeyVault());
    const [sealed, other] = await sealer.sealMany([ada, plain], schemas);
    expect(sealed?.data).toEqual({
      clientId: 'c-1',
      name: expect.stringMatching(/^sealed:v1:identity:[\w-]+$/),
      contact: { phone: expect.stringMatching(/^sealed:v1:identity:[\w-]+$/), channel: 'sms' },
      family: expect.stringMatching(/^sealed:v1:profile:[\w-]+$/),
      employer: null,
      fen: 5,
    });
    expect(JSON.stringify(sealed)).not.toMatch(/王|13800000000|2001/);
    expect(other).toBe(plain);
    expect(await sealer.openMany([sealed ?? ada, plain], schemas)).toEqual([ada, plain]);
  });

  it('gives the same text for the same value of the same subject, and another for another subject or field', async () => {
    const [one, two] = [createSealer(new InMemoryKeyVault()), createSealer(new InMemoryKeyVault())];
    expect(await one.sealMany([ada], schemas)).toEqual(await two.sealMany([ada], schemas));
    const same = { type: 'ClientRegistered', data: { clientId: 'c-1', name: 'x', contact: { phone: 'x' } } };
    const [first, second] = await one.sealMany([same, { ...same, data: { ...same.data, clientId: 'c-2' } }], schemas);
    const texts = [first, second].flatMap((item) => [item?.data.name, item?.data.contact.phone]);
    expect(new Set(texts).size).toBe(4);
  });

  it('opens any JSON to exactly what was sealed, a text that looks sealed included', async () => {
    const sealer = createSealer(new InMemoryKeyVault());
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.jsonValue(), fc.constant('sealed:v1:identity:AAAA')), async (value) => {
        const item = { type: 'ClientRegistered', data: { clientId: 'c-1', name: value as Json } };
        const normal = JSON.parse(JSON.stringify(item)) as typeof item;
        expect(await sealer.openMany(await sealer.sealMany([normal], schemas), schemas)).toEqual([normal]);
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  it('reads as null, without throwing, what the destroyed key sealed; the other key still opens', async () => {
    const vault = new InMemoryKeyVault();
    const sealer = createSealer(vault);
    const sealed = await sealer.sealMany([ada], schemas);
    await vault.destroy('c-1', 'identity');
    sealer.invalidate('c-1');
    const [opened] = await sealer.openMany(sealed, schemas);
    expect(opened?.data).toEqual({ ...ada.data, name: null, contact: { phone: null, channel: 'sms' } });
    expect(await createSealer(new InMemoryKeyVault('another')).openMany(sealed, schemas)).toEqual([
      { ...ada, data: { ...ada.data, name: null, contact: { phone: null, channel: 'sms' }, family: null } },
    ]);
  });

  it('writes null, never the plain value, when the key is destroyed', async () => {
    const vault = new InMemoryKeyVault();
    await vault.destroy('c-1', 'identity');
    const [sealed] = await createSealer(vault).sealMany([ada], schemas);
    expect(sealed?.data).toMatchObject({
      name: null,
      contact: { phone: null },
      family: expect.stringContaining('sealed:'),
    });
  });

  it('throws on a changed, cut or moved value', async () => {
    const sealer = createSealer(new InMemoryKeyVault());
    const [sealed] = await sealer.sealMany([ada, { ...ada, data: { ...ada.data, clientId: 'c-2' } }], schemas);
    const name = String(sealed?.data.name);
    const last = name.at(-2) === 'A' ? 'B' : 'A';
    for (const changed of [name.slice(0, -2) + last + name.slice(-1), name.slice(0, 40), 'sealed:v1:identity:AA'])
      await expect(sealer.openMany([{ ...ada, data: { ...ada.data, name: changed } }], schemas)).rejects.toBeInstanceOf(
        TamperedSeal,
      );
    await expect(sealer.openMany([{ ...ada, data: { clientId: 'c-2', name } }], schemas)).rejects.toBeInstanceOf(
      TamperedSeal,
    );
  });

  it('refuses a personal type without its subject: it would stay plain', async () => {
    const sealer = createSealer(new InMemoryKeyVault());
    await expect(sealer.sealMany([{ type: 'ClientRegistered', data: { name: 'x' } }], schemas)).rejects.toThrow(
      'ClientRegistered has personal fields but no clientId',
    );
  });

  it('asks the vault once per batch, once per subject within the time to live, and not at all for types without personal fields', async () => {
    const vault = new CountingVault();
    let time = 0;
    const sealer = createSealer(vault, { ttl: 10, now: () => time });
    await sealer.sealMany([plain, plain], schemas);
    await sealer.openMany([plain], undefined);
    expect(vault.asked).toEqual([]);
    const two = { ...ada, data: { ...ada.data, clientId: 'c-2' } };
    const sealed = await sealer.sealMany([ada, two, ada, plain], schemas);
    await sealer.openMany(sealed, schemas);
    expect(vault.asked).toEqual(['mint c-1,c-2']);
    time = 10;
    await vault.destroy('c-1', 'identity');
    const [opened] = await sealer.openMany(sealed, schemas);
    expect(vault.asked.slice(1)).toEqual(['find c-1,c-2']);
    expect(opened?.data.name).toBeNull();
  });

  it('keeps keys within their time to live while others are asked for', async () => {
    const vault = new CountingVault();
    let time = 0;
    const sealer = createSealer(vault, { ttl: 10, now: () => time });
    const of = (clientId: string) => ({ ...ada, data: { ...ada.data, clientId } });
    await sealer.sealMany([of('c-1')], schemas);
    time = 5;
    for (const subject of ['c-2', 'c-1']) await sealer.sealMany([of(subject)], schemas);
    expect(vault.asked).toEqual(['mint c-1', 'mint c-2']);
  });

  it('keeps the keys of no more subjects than told', async () => {
    const vault = new CountingVault();
    const sealer = createSealer(vault, { cacheSize: 1 });
    const of = (clientId: string) => ({ ...ada, data: { ...ada.data, clientId } });
    for (const subject of ['c-1', 'c-2', 'c-2', 'c-1']) await sealer.sealMany([of(subject)], schemas);
    expect(vault.asked).toEqual(['mint c-1', 'mint c-2', 'mint c-1']);
  });

  it('seals a whole value so that it is gone with either key', async () => {
    for (const kind of ['identity', 'profile'] as const) {
      const vault = new InMemoryKeyVault();
      const sealer = createSealer(vault);
      const sealed = await sealer.sealWhole('c-1', { name: 'x' });
      expect(await sealer.openWhole('c-1', sealed ?? '')).toEqual({ name: 'x' });
      await vault.destroy('c-1', kind);
      sealer.invalidate('c-1');
      expect(await sealer.openWhole('c-1', sealed ?? '')).toBeNull();
      expect(await sealer.sealWhole('c-1', { name: 'x' })).toBeNull();
    }
  });
});
