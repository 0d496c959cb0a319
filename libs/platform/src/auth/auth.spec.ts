import { mkdtempSync, rmSync, statSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InMemoryRowStore } from '@pcrm/event-sourcing/testing';
import { SignJWT } from 'jose';
import { NotSignedIn } from '../errors/problem.js';
import { PERMISSIONS } from './permissions.js';
import { mayDo, ROLES, roleTable } from './roles.js';
import { inScope, scopedCount, scopedFind, scopeOf, type Scope } from './scope.js';
import { loadOrMakeSecret } from './secrets.js';
import { mintToken, TOKEN_AUDIENCE, TOKEN_ISSUER, tokenVerifier } from './token.js';

const secret = new Uint8Array(32).fill(7);
const ada = { staffId: 'staff-ada', role: 'clientManager', outletId: 'outlet-1' } as const;

describe('the role table', () => {
  it('has somebody for every permission', () => {
    expect(PERMISSIONS.filter((permission) => !ROLES.some((role) => mayDo(role, permission)))).toEqual([]);
  });
  it('gives the administrator no client data', () => {
    const client =
      /^(client|book|opportunity|contact|report|duty|plan|message|unassigned|load-board|compliance|alert)\./;
    expect(roleTable.administrator.reach).toBe('none');
    expect(roleTable.administrator.may.filter((permission) => client.test(permission))).toEqual([]);
  });
  it('lets compliance only read, and never reveal', () => {
    expect(roleTable.compliance.may.filter((permission) => !/\.(read|list)$/.test(permission))).toEqual([]);
    expect(mayDo('compliance', 'compliance.read')).toBe(true);
  });
  it('shows the branch manager masked lists only', () => {
    expect(mayDo('branchManager', 'client.list')).toBe(true);
    expect(mayDo('branchManager', 'client.reveal')).toBe(false);
    expect(mayDo('branchManager', 'client.read')).toBe(false);
  });
  it('lets only the outlet head assign, override and waive', () => {
    for (const permission of ['client.assign', 'client.assign-override', 'duty.waive'] as const) {
      expect(ROLES.filter((role) => mayDo(role, permission))).toEqual(['outletHead']);
    }
  });
});

describe('the scope', () => {
  const row = { outletId: 'outlet-1', staffIds: ['staff-ada'] };
  it.each([
    ['own, mine', scopeOf(ada), true],
    ['own, of a colleague', scopeOf({ ...ada, staffId: 'staff-bob' }), false],
    ['outlet, mine', scopeOf({ ...ada, role: 'outletHead' }), true],
    ['outlet, another', scopeOf({ staffId: 'h', role: 'outletHead', outletId: 'outlet-2' }), false],
    ['all', scopeOf({ staffId: 'b', role: 'branchManager' }), true],
    ['none', scopeOf({ staffId: 'a', role: 'administrator', outletId: 'outlet-1' }), false],
    ['a manager without an outlet', scopeOf({ staffId: 'staff-ada', role: 'clientManager' }), false],
  ])('%s', (_, scope: Scope, seen) => expect(inScope(scope, row)).toBe(seen));

  const table = { name: 'books.v1', indexes: { own: ['staffIds[]'], outlet: ['outletId'] } };
  const view = { table, by: { own: 'own', outlet: 'outlet', all: 'key' } };
  type Doc = { outletId: string; staffIds: string[] };
  const filled = async (): Promise<InMemoryRowStore> => {
    const rows = new InMemoryRowStore();
    await rows.declare(table);
    const docs: Record<string, Doc> = {
      c1: { outletId: 'outlet-1', staffIds: ['staff-ada', 'staff-eve'] },
      c2: { outletId: 'outlet-1', staffIds: ['staff-bob'] },
      c3: { outletId: 'outlet-2', staffIds: ['staff-cyd'] },
    };
    const writes = Object.entries(docs).map(([key, doc]) => ({ key, expected: 0, seen: {}, doc }));
    await rows.commit({ writes: [{ table, rows: writes }] });
    return rows;
  };
  const seenBy = async (scope: Scope): Promise<string[]> =>
    (await scopedFind<Doc>(await filled(), view, scope, { limit: 10 })).rows.map(({ key }) => key).sort();

  it('finds exactly the rows within it', async () => {
    expect(await seenBy({ kind: 'own', staffId: 'staff-eve', outletId: 'outlet-1' })).toEqual(['c1']);
    expect(await seenBy({ kind: 'outlet', outletId: 'outlet-1' })).toEqual(['c1', 'c2']);
    expect(await seenBy({ kind: 'all' })).toEqual(['c1', 'c2', 'c3']);
    expect(await seenBy({ kind: 'none' })).toEqual([]);
  });
  it('counts the same', async () => {
    const rows = await filled();
    expect(await scopedCount(rows, view, { kind: 'outlet', outletId: 'outlet-1' })).toBe(2);
    expect(await scopedCount(rows, view, { kind: 'none' })).toBe(0);
  });
  it('sees nothing where no index serves it', async () => {
    const found = await scopedFind(await filled(), { table, by: { all: 'key' } }, scopeOf(ada), { limit: 10 });
    expect(found.rows).toEqual([]);
  });
});

describe('tokens', () => {
  const now = () => Date.parse('2026-11-23T04:00:00Z');
  const later = (seconds: number) => () => now() + seconds * 1_000;
  const claims = (changes: object = {}) => ({
    role: 'teller',
    sub: 's',
    iss: TOKEN_ISSUER,
    aud: TOKEN_AUDIENCE,
    iat: now() / 1_000,
    exp: now() / 1_000 + 300,
    ...changes,
  });
  const signed = (payload: object, key: Uint8Array = secret, alg = 'HS256') =>
    new SignJWT({ ...payload }).setProtectedHeader({ alg }).sign(key);

  it('carry an identity for five minutes', async () => {
    const token = await mintToken({ ...ada, sessionId: 'session-1' }, { secret, now });
    expect(await tokenVerifier({ secret, now: later(299) }).verify(token)).toEqual({ ...ada, sessionId: 'session-1' });
    await expect(tokenVerifier({ secret, now: later(301) }).verify(token)).rejects.toBeInstanceOf(NotSignedIn);
  });
  it('end for a verifier that remembers them, too', async () => {
    let at = now();
    const verifier = tokenVerifier({ secret, now: () => at });
    const token = await mintToken(ada, { secret, now });
    await verifier.verify(token);
    at += 301_000;
    await expect(verifier.verify(token)).rejects.toBeInstanceOf(NotSignedIn);
  });
  it('are checked for issuer, audience, algorithm, age, role and signature', async () => {
    const verifier = tokenVerifier({ secret, now });
    await expect(verifier.verify(await signed(claims()))).resolves.toMatchObject({ role: 'teller' });
    const bad = [
      await signed(claims({ iss: 'somebody' })),
      await signed(claims({ aud: 'elsewhere' })),
      await signed(claims({ role: 'president' })),
      await signed(claims({ exp: now() / 1_000 + 9_999, iat: now() / 1_000 - 400 })),
      await signed(claims(), new Uint8Array(32).fill(8)),
      await signed(claims(), secret, 'HS512'),
      `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(claims())).toString('base64url')}.`,
    ];
    for (const token of bad) await expect(verifier.verify(token)).rejects.toBeInstanceOf(NotSignedIn);
  });
});

describe('secrets of the data folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pcrm-secrets-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are made once, for the owner alone', () => {
    const made = loadOrMakeSecret(join(folder, 'data'), 'token');
    expect(made).toHaveLength(32);
    expect(loadOrMakeSecret(join(folder, 'data'), 'token')).toEqual(made);
    expect(loadOrMakeSecret(join(folder, 'data'), 'cookie')).not.toEqual(made);
    expect(statSync(join(folder, 'data', 'token.secret')).mode & 0o777).toBe(0o600);
  });
  it('are refused when others may read them', () => {
    loadOrMakeSecret(folder, 'open');
    chmodSync(join(folder, 'open.secret'), 0o644);
    expect(() => loadOrMakeSecret(folder, 'open')).toThrow(/0600/);
  });
});
