import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mayDo, mintToken, ROLES, routesOf, type Identity, type Route } from '@pcrm/platform';
import { goodRequest } from '@pcrm/platform/testing';
import { openBranch, type Branch } from './branch.js';
import { headIn, tellStory, type Told } from './small-branch.js';

let branch: Branch;
let told: Told;
beforeAll(async () => {
  branch = await openBranch();
  told = await tellStory(branch);
}, 60_000);
afterAll(async () => {
  await branch[Symbol.asyncDispose]();
});

const head = headIn('NN01');
const bearer = async (who: Identity): Promise<string> => `Bearer ${await mintToken(who, { secret: branch.secret })}`;
type Problem = { readonly code?: string; readonly errors?: readonly { readonly field: string }[] };
type Sent = { readonly method?: string; readonly headers?: Record<string, string>; readonly body?: string };
async function ask(path: string, sent: Sent = {}): Promise<{ status: number; body: Problem; cookie: string }> {
  const answer = await fetch(`${branch.url}/api/${path}`, sent);
  const text = await answer.text();
  const cookie = answer.headers.get('set-cookie') ?? '';
  return { status: answer.status, body: (text === '' ? {} : JSON.parse(text)) as Problem, cookie };
}
const json = { 'content-type': 'application/json' };
const csrf = { ...json, 'x-pcrm-csrf': '1' };
const persona = (headers: Record<string, string> = csrf, staffId = 'NN01-H1') =>
  ask('session/persona', { method: 'POST', headers, body: JSON.stringify({ staffId }) });
const valueOf = (cookie: string): string => cookie.split(';')[0] ?? '';

describe('a browser session', () => {
  it('cannot be ridden by a foreign page: no header, a sandboxed page, another host, no origin at all', async () => {
    const { cookie } = await persona();
    const change = (headers: Record<string, string>) =>
      ask('templates', { method: 'POST', headers: { ...json, cookie: valueOf(cookie), ...headers }, body: '{}' });
    const csrfOnly = { 'x-pcrm-csrf': '1' };
    const statuses = [
      (await change({})).status,
      ...(await Promise.all(
        ['null', 'https://evil.example', 'x y', 'file://', `${branch.url}.evil.example`].map(
          async (origin) => (await change({ ...csrfOnly, origin })).status,
        ),
      )),
      (await change({ ...csrfOnly, origin: branch.url })).status,
    ];
    expect(statuses).toEqual([403, 403, 403, 403, 403, 403, 400]);
  });

  it('takes no id from outside: a planted one is replaced, and the one before ends', async () => {
    const planted = `pcrm_session=${'A'.repeat(43)}`;
    const first = await persona({ ...csrf, cookie: planted });
    expect(valueOf(first.cookie)).not.toBe(planted);
    expect(first.cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
    expect((await ask('session', { headers: { cookie: planted } })).status).toBe(401);
    const second = await persona({ ...csrf, cookie: valueOf(first.cookie) });
    const statuses = [first, second].map(({ cookie }) => ask('session', { headers: { cookie: valueOf(cookie) } }));
    expect((await Promise.all(statuses)).map(({ status }) => status)).toEqual([401, 200]);
  });

  it('is not guessed: many wrong passwords at once are as many as one after another', async () => {
    const guess = async () => {
      const body = JSON.stringify({ userId: 'somebody', password: 'a wrong password' });
      return (await ask('session', { method: 'POST', headers: csrf, body })).status;
    };
    const statuses = await Promise.all(Array.from({ length: 20 }, guess));
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(5);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(15);
  });
});

describe('what cannot be read', () => {
  const search = async (body: string) =>
    ask('clients/search', { method: 'POST', headers: { ...json, authorization: await bearer(head) }, body });

  it.each([
    ['brackets', `${'['.repeat(50_000)}${']'.repeat(50_000)}`, 400],
    ['objects', `${'{"text":'.repeat(9_000)}1${'}'.repeat(9_000)}`, 400],
    ['a prototype', '{"__proto__":{"limit":1},"text":"x"}', 400],
    ['half of it', '{"text":', 400],
    ['a list', '[{"text":"x"}]', 400],
    ['a huge one', `{"text":"${'a'.repeat(2_000_000)}"}`, 413],
  ])('is bad input, never a fault: %s', async (_kind, body, status) => {
    expect((await search(body)).status).toBe(status);
  });

  it('is bad input in a path, and nothing of it is repeated', async () => {
    const paths = ['%', '%c0%af', 'staff/%F0%28', `books/${'a'.repeat(3_000)}`, 'clients/%00'];
    for (const path of paths) {
      const text = await raw(
        `GET /api/${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: ${await bearer(head)}\r\n\r\n`,
      );
      expect(text).toMatch(/^HTTP\/1\.1 400 /);
      expect(text).toContain('application/problem+json');
      expect(text).not.toContain(path);
    }
  });

  it('is no second request: contradicting lengths and folded headers end the connection', async () => {
    const smuggled = `POST /api/session HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\nHost: a\r\n\r\n`;
    for (const text of [smuggled, 'GET /api/demo HTTP/1.1\r\nHost: a\r\nX-A: b\r\n c\r\n\r\n'])
      expect((await raw(text)).match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 400']);
  });
});

describe('every list', () => {
  const lists = (): readonly Route[] =>
    routesOf(branch.app).filter(
      (route) =>
        route.method === 'GET' &&
        new URLSearchParams(goodRequest(route, { after: '1' }).url.split('?')[1]).has('after'),
    );
  const reader = ({ permission }: Route): Identity => {
    const role = (['outletHead', 'branchAnalyst', ...ROLES] as const).find(
      (one) => permission && mayDo(one, permission),
    );
    return role === 'outletHead' ? head : { staffId: 'BR-1', role: role ?? 'administrator' };
  };

  it('answers a cursor that no page gave with 400', async () => {
    const cursors = ['x', '{}', '["a"]', 'WyJhIix7fV0', Buffer.from('[1,2,3,4,5,6,7,8]').toString('base64url')];
    const wrong: string[] = [];
    for (const route of lists()) {
      const authorization = await bearer(reader(route));
      for (const after of cursors) {
        const [path = ''] = goodRequest(route, { staffId: 'NN01-M1' }).url.split('?');
        const url = `${path}?${new URLSearchParams({ after }).toString()}`;
        const response = await branch.app.inject({ url, headers: { authorization } });
        const missing = response.statusCode === 404 && route.path.includes(':');
        if (response.statusCode !== 400 && !missing)
          wrong.push(`${route.path} ${after} ${String(response.statusCode)}`);
      }
    }
    expect(lists().length).toBeGreaterThan(10);
    expect(wrong).toEqual([]);
  });

  it('shows nothing more for a cursor that another outlet’s page gave', async () => {
    const page = await branch.as(headIn('NN02')).get<{ next?: string }>('clients?limit=1');
    const taken = await branch.as(head).get(`clients?limit=200&after=${page.body.next ?? ''}`);
    const foreign = told.clients.filter(({ outletId }) => outletId === 'NN02').map(({ clientId }) => clientId);
    expect([page.body.next !== undefined, taken.status]).toEqual([true, 200]);
    expect(foreign.filter((id) => JSON.stringify(taken.body).includes(id))).toEqual([]);
  });
});

/** What a connection answers to these bytes. */
const raw = (text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const { port, hostname } = new URL(branch.url);
    const socket = connect(Number(port), hostname, () => socket.write(text));
    let answer = '';
    socket.setTimeout(3_000, () => socket.destroy());
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
