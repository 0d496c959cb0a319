import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { canonicalJson, Unavailable } from '@pcrm/event-sourcing';
import { InMemoryKeyVault } from '@pcrm/event-sourcing/testing';
import type { FastifyRequest } from 'fastify';
import { askedByLine, Askings } from './askings.js';

const request = (body: unknown, url = '/api/clients', method = 'POST') => ({ method, url, body }) as FastifyRequest;
const phone = { clientNo: 'C1', phone: '13812345678' };

describe('what was asked', () => {
  const vault = new InMemoryKeyVault();
  const askings = new Askings(vault);

  it('is the same for the same person, path and body, in whatever order its fields stand, after every start', async () => {
    const asked = await askings.of(request(phone), 's-1');
    expect(await new Askings(vault).of(request({ phone: phone.phone, clientNo: 'C1' }), 's-1')).toBe(asked);
    expect(await askings.of(request(phone, '/api/clients?waitFor=client-list@1'), 's-1')).toBe(asked);
  });

  it('is another one for another person, path, method or body', async () => {
    const all = await Promise.all([
      askings.of(request(phone), 's-1'),
      askings.of(request(phone), 's-2'),
      askings.of(request(phone, '/api/other'), 's-1'),
      askings.of(request(phone, '/api/clients', 'PUT'), 's-1'),
      askings.of(request({ ...phone, phone: '13812345679' }), 's-1'),
      askings.of(request(undefined), 's-1'),
    ]);
    expect(new Set(all).size).toBe(all.length);
  });

  it('cannot be found by trying without the secret of the vault', async () => {
    const asked = await askings.of(request(phone), 's-1');
    expect(
      await new Askings({ indexSecret: async () => new Uint8Array(32).fill(9) }).of(request(phone), 's-1'),
    ).not.toBe(asked);
    const text = `asked ${canonicalJson(['s-1', 'POST', '/api/clients', phone])}`;
    expect(createHash('sha256').update(text).digest('base64url')).not.toContain(asked);
  });

  it('is known as soon as the vault answers again', async () => {
    let away = true;
    const indexSecret = (): Promise<Uint8Array> =>
      away ? Promise.reject(new Unavailable('the vault is away')) : vault.indexSecret();
    const later = new Askings({ indexSecret });
    await expect(later.of(request(phone), 's-1')).rejects.toBeInstanceOf(Unavailable);
    away = false;
    expect(await later.of(request(phone), 's-1')).toBe(await askings.of(request(phone), 's-1'));
  });

  it('by an upload is told line by line', async () => {
    const asked = await askings.of(request(Readable.from(['x'])), 's-1');
    expect(await askings.of(request(Readable.from(['y'])), 's-1')).toBe(asked);
    expect(askedByLine({ asked }, 'C1,王芳')).toEqual(askedByLine({ asked }, 'C1,王芳'));
    expect(askedByLine({ asked }, 'C1,王芳')).not.toEqual(askedByLine({ asked }, 'C1,王方'));
    expect(askedByLine({}, 'C1,王芳')).toEqual({});
  });
});
