import { mintToken, type Identity } from '@pcrm/platform';

export type Answer<Body = Record<string, unknown>> = { readonly status: number; readonly body: Body };
type Headers = Readonly<Record<string, string>>;
/** What is sent: a JSON text unless `type` says otherwise. */
export type Sent = {
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly type?: string;
  readonly headers?: Headers;
};

/** Requests of one person. */
export type Requests = {
  get<Body = Record<string, unknown>>(path: string, headers?: Headers): Promise<Answer<Body>>;
  post<Body = Record<string, unknown>>(path: string, body?: unknown, headers?: Headers): Promise<Answer<Body>>;
  patch<Body = Record<string, unknown>>(path: string, body: unknown): Promise<Answer<Body>>;
  csv<Body = Record<string, unknown>>(path: string, lines: readonly string[], headers?: Headers): Promise<Answer<Body>>;
  send<Body = Record<string, unknown>>(method: string, path: string, sent: Sent): Promise<Answer<Body>>;
};

/** Requests as anybody, by bearer token; `urlOf` answers where the next one goes, `through` how it goes. */
export const requestsAs =
  (urlOf: () => string, secret: Uint8Array, through = (ask: () => Promise<Response>) => ask()) =>
  (identity: Identity): Requests => {
    const send = async <Body>(method: string, path: string, sent: Sent = {}): Promise<Answer<Body>> => {
      const answer = await through(() => asked(method, path, sent));
      const text = await answer.text();
      return { status: answer.status, body: (text === '' ? {} : JSON.parse(text)) as Body };
    };
    const asked = async (method: string, path: string, sent: Sent): Promise<Response> =>
      await fetch(`${urlOf()}/api/${path}`, {
        method,
        headers: {
          authorization: `Bearer ${await mintToken(identity, { secret })}`,
          ...(sent.body !== undefined && { 'content-type': sent.type ?? 'application/json' }),
          ...sent.headers,
        },
        ...(sent.body !== undefined && { body: sent.body }),
      });
    const type = 'text/csv; charset=utf-8';
    return {
      send,
      get: (path, headers = {}) => send('GET', path, { headers }),
      post: (path, body = {}, headers = {}) => send('POST', path, { body: JSON.stringify(body), headers }),
      patch: (path, body) => send('PATCH', path, { body: JSON.stringify(body) }),
      csv: (path, lines, headers = {}) => send('POST', path, { body: [...lines, ''].join('\n'), type, headers }),
    };
  };
