import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mayDo, mintToken, ROLES, routesOf, type Identity, type Role, type Route } from '@pcrm/platform';
import { PROBE_ID } from '@pcrm/platform/testing';
import { SignJWT } from 'jose';
import { administrator, openBranch, type Branch } from './branch.js';
import { CALLERS, mayKnow, nameOf, OTHERS, Probing } from './probing.js';

let branch: Branch;
let probing: Probing;
beforeAll(async () => {
  branch = await openBranch();
  probing = await Probing.of(branch);
}, 60_000);
afterAll(async () => {
  probing[Symbol.dispose]();
  await branch[Symbol.asyncDispose]();
});

describe('a client outside the reach', () => {
  it.each(CALLERS.map((caller) => [caller.role, caller] as const))(
    'is not there for a %s: in no answer, by no change',
    async (_role, caller) => {
      const wrong: string[] = [];
      for (const stranger of probing.strangersOf(caller))
        for (const route of probing.permittedTo(caller))
          wrong.push(...(await probing.wrongAbout(caller, stranger, route)));
      expect(wrong).toEqual([]);
    },
    60_000,
  );
});

type Digest = { readonly view: string; readonly digest: string };
const digests = async (): Promise<readonly unknown[]> =>
  await Promise.all(
    ['clients', 'allocation', 'engagement', 'notifications'].map(
      async (service) => (await branch.as(administrator).get<Digest[]>(`internal/${service}/digest`)).body,
    ),
  );

describe('a client within the reach', () => {
  it('is seen by whoever looks after them, by their head and in the branch lists: the probes above reach the rows', async () => {
    const seen: { [role: string]: number } = {};
    for (const caller of CALLERS) {
      const known = probing.clients.filter((one) => mayKnow(caller, one));
      const routes = probing.permittedTo(caller).filter(({ method }) => method === 'GET');
      const answers = await Promise.all(
        known.flatMap((one) =>
          routes.map(async (route) => ({ one, route, ...(await probing.ask(caller, route, probing.named(one))) })),
        ),
      );
      const telling = answers.filter(({ one, text, status }) => status === 200 && text.includes(one.clientId));
      seen[caller.role] = new Set(telling.map(({ route }) => nameOf(route))).size;
    }
    expect(seen).toMatchObject({ wealthAdviser: 0, lobbyManager: 0, administrator: 0, system: 0 });
    const { clientManager = 0, teller = 0, financialAdviser = 0, outletHead = 0, compliance = 0 } = seen;
    expect([clientManager > 8, teller > 4, financialAdviser > 4, outletHead > 10, compliance > 8]).toEqual(
      Array(5).fill(true),
    );
  }, 60_000);
});

const badTokens = async (): Promise<readonly (readonly [string, string | undefined])[]> => {
  const identity: Identity = { staffId: 'NN01-H1', role: 'outletHead', outletId: 'NN01' };
  const good = await mintToken(identity, { secret: branch.secret });
  const [head = '', , signature = ''] = good.split('.');
  const claims = Buffer.from(good.split('.')[1] ?? '', 'base64url').toString();
  const encoded = (value: string): string => Buffer.from(value).toString('base64url');
  const signed = (claim: { [name: string]: string }): Promise<string> =>
    new SignJWT({ role: 'administrator', ...claim })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject('NN01-H1')
      .setIssuer(claim['issuer'] ?? 'pcrm-gateway')
      .setAudience(claim['audience'] ?? 'pcrm-services')
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(branch.secret);
  return [
    ['nobody', undefined],
    ['an expired token', await mintToken(identity, { secret: branch.secret, now: () => Date.now() - 400_000 })],
    ['another secret', await mintToken(identity, { secret: new Uint8Array(32).fill(1) })],
    [
      'other claims under the same signature',
      [head, encoded(claims.replace('outletHead', 'administrator')), signature].join('.'),
    ],
    ['no algorithm', `${encoded('{"alg":"none"}')}.${encoded(claims)}.`],
    ['no signature', `${head}.${encoded(claims)}.`],
    ['another issuer', await signed({ issuer: 'somebody' })],
    ['another audience', await signed({ audience: 'somebody' })],
    ['an unknown role', await signed({ role: 'root' })],
  ];
};

describe('every endpoint', () => {
  const guarded = (): readonly Route[] => routesOf(branch.app).filter(({ isPublic }) => !isPublic);
  const statusOf = async ({ method, path }: Route, token: string | undefined): Promise<number> => {
    const url = path.replace(/:\w+/g, PROBE_ID);
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    return (await branch.app.inject({ method: method as 'GET', url, headers })).statusCode;
  };

  it('is 401 for nobody, and for a token that does not hold', async () => {
    const before = await digests();
    const wrong: string[] = [];
    for (const [kind, token] of await badTokens()) {
      for (const route of guarded()) {
        const status = await statusOf(route, token);
        if (status !== 401) wrong.push(`${kind}: ${nameOf(route)} ${String(status)}`);
      }
    }
    expect(guarded().length).toBeGreaterThan(100);
    expect(wrong).toEqual([]);
    expect(await digests()).toEqual(before);
  }, 60_000);

  it.each(ROLES)('is for a %s what the role table says, and never a fault', async (role: Role) => {
    const caller = CALLERS.find((one) => one.role === role);
    if (!caller) throw new Error('a role without a caller');
    const token = await mintToken(caller, { secret: branch.secret });
    const wrong: string[] = [];
    for (const route of guarded()) {
      const status = await statusOf(route, token);
      const { permission } = route;
      const allowed = permission !== undefined && mayDo(role, permission);
      const fits = allowed ? status !== 401 && status !== 403 && status < 500 : status === 403;
      if (!fits) wrong.push(`${nameOf(route)} ${String(status)}`);
    }
    expect(wrong).toEqual([]);
  });

  it('shows nothing to somebody of an outlet role whom no outlet has', async () => {
    for (const role of ['clientManager', 'outletHead'] as const) {
      const texts = await Promise.all(
        probing
          .permittedTo({ staffId: 'NN01-M1', role })
          .filter(({ method }) => method === 'GET')
          .map(async (route) => (await probing.ask({ staffId: 'NN01-M1', role }, route, OTHERS)).text),
      );
      expect(probing.marksOf(probing.clients).filter((mark) => texts.some((text) => text.includes(mark)))).toEqual([]);
    }
  });

  it('is public by a list that is looked at: sign-in, health, metrics, the demo’s progress, the API’s own description', () => {
    const open = routesOf(branch.app).filter(({ isPublic }) => isPublic);
    expect(new Set(open.map(nameOf))).toEqual(
      new Set([
        ...['GET /health/live', 'GET /health/ready', 'GET /metrics', 'GET /api/openapi', 'GET /api/demo'],
        ...['GET /api/session', 'POST /api/session', 'DELETE /api/session', 'GET /api/session/personas'],
        ...['POST /api/session/persona', 'POST /api/session/setup', 'GET /api/stream'],
      ]),
    );
  });
});
