import { change, page, read, readRevised, search } from './http.js';
import { Problem } from './problem.js';

type Sent = {
  readonly path: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: unknown;
};
const sent: Sent[] = [];
const answers: Response[] = [];
const answering = (body: unknown, init?: ResponseInit) =>
  answers.push(new Response(body === undefined ? null : JSON.stringify(body), init));
const realFetch = globalThis.fetch;

beforeAll(() => {
  globalThis.fetch = (path, init) => {
    const { method = 'GET', headers, body } = init ?? {};
    sent.push({
      path: path as string,
      method,
      headers: headers as Record<string, string>,
      body: typeof body === 'string' ? JSON.parse(body) : body,
    });
    const answer = answers.shift();
    return answer ? Promise.resolve(answer) : Promise.reject(new TypeError('fetch failed'));
  };
});
afterAll(() => {
  globalThis.fetch = realFetch;
});
beforeEach(() => {
  sent.length = 0;
  answers.length = 0;
});

describe('what the page asks the platform', () => {
  it('reads without the header that changes need, in the language of the page', async () => {
    answering({ items: [] });
    await expect(read('staff', { query: { limit: 5, after: undefined } })).resolves.toEqual({ items: [] });
    expect(sent[0]).toMatchObject({
      path: '/api/staff?limit=5',
      method: 'GET',
      headers: { 'accept-language': 'zh-CN' },
    });
    expect(sent[0]?.headers).not.toHaveProperty('x-pcrm-csrf');
  });
  it('puts what was searched for into the body, never into the address', async () => {
    answering({ items: [] });
    await search('clients/search', { text: '王' });
    expect(sent[0]).toMatchObject({
      path: '/api/clients/search',
      method: 'POST',
      body: { text: '王' },
      headers: { 'x-pcrm-csrf': '1' },
    });
  });
  it('changes with the header, the id of the command and the revision it read', async () => {
    answering({ id: 'a', revision: 4, position: 'p-1' });
    await change('PATCH', 'clients/c/file', { body: { name: '王' }, commandId: 'id-1', revision: 3 });
    expect(sent[0]?.headers).toMatchObject({ 'x-pcrm-csrf': '1', 'idempotency-key': 'id-1', 'if-match': 'W/"3"' });
  });
  it('does not read older than what it has just written', async () => {
    answering({ id: 'a', revision: 0, position: 'p-9' });
    await change('POST', 'contacts', { body: {} as never });
    answering({});
    await read('duties/due', { view: 'contact-duties' });
    expect(sent[1]?.headers['x-wait-for']).toBe('engagement.contact-duties@p-9');
    answering({});
    await read('outbound-messages', { view: 'outbox' });
    expect(sent[2]?.headers).not.toHaveProperty('x-wait-for');
  });
  it('knows the revision of what it read', async () => {
    answering({ a: 1 }, { headers: { etag: 'W/"7"' } });
    await expect(readRevised('clients/c')).resolves.toEqual({ body: { a: 1 }, revision: 7 });
    answering({ a: 1 });
    await expect(readRevised('clients/c')).resolves.toEqual({ body: { a: 1 }, revision: undefined });
  });
  it('takes an empty answer', async () => {
    answering(undefined, { status: 204 });
    await expect(change('DELETE', 'session')).resolves.toBeUndefined();
  });
});

describe('what the platform refuses', () => {
  it('arrives with its code, rule and trace id', async () => {
    answering(
      {
        title: '超出该员工的管户上限',
        status: 422,
        code: 'book.capacity-exceeded',
        details: { rule: 'A9' },
        traceId: 't-1',
      },
      { status: 422 },
    );
    const refused = await change('POST', 'assignments', { body: {} as never }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Problem);
    expect(refused).toMatchObject({
      status: 422,
      code: 'book.capacity-exceeded',
      rule: 'A9',
      traceId: 't-1',
      message: '超出该员工的管户上限',
    });
  });
  it('is told apart from nobody answering', async () => {
    const lost = await read('staff').catch((error: unknown) => error);
    expect(lost).toMatchObject({ status: 0, code: 'network.unreachable', message: page.unreachable });
  });
  it('keeps its status when something on the way answered in its own words', async () => {
    answers.push(new Response('<html>bad gateway</html>', { status: 502 }));
    await expect(read('staff')).rejects.toMatchObject({ status: 502, code: 'http.502' });
  });
  it('tells the page when nobody is signed in any more, but not when it only asks who is', async () => {
    let told = 0;
    page.signedOut = () => void (told += 1);
    answering({ code: 'access.not-signed-in', title: '请先登录' }, { status: 401 });
    await expect(read('session')).rejects.toMatchObject({ status: 401 });
    expect(told).toBe(0);
    answering({ code: 'access.not-signed-in', title: '请先登录' }, { status: 401 });
    await expect(read('staff')).rejects.toMatchObject({ status: 401 });
    expect(told).toBe(1);
  });
});
