import { Agent, request, type IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

export type Asked = {
  readonly path: string;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, as CSV. */
  readonly upload?: Readable | string;
};
export type Answered = { readonly body: unknown; readonly headers: IncomingHttpHeaders };

/** It was not answered well; the message says how. */
export class AnsweredBadly extends Error {
  override readonly name = 'AnsweredBadly';
  constructor(
    readonly status: number,
    what: string,
  ) {
    super(what);
  }
}

const agent = new Agent({ keepAlive: true });

/** One request of the API; whatever is not answered well is thrown with its problem, as `AnsweredBadly`. */
export async function asked(url: string, { path, method = 'GET', headers, ...sent }: Asked): Promise<Answered> {
  const { promise, resolve, reject } = Promise.withResolvers<Answered>();
  const { type, body } = contentOf(sent);
  const all = { ...headers, ...(type !== undefined && { 'content-type': type }) };
  const outgoing = request(`${url}/api/${path}`, { method, agent, headers: all }, (answer) => {
    text(answer).then((told) => {
      const { statusCode = 0 } = answer;
      const said = told === '' ? undefined : (JSON.parse(told) as unknown);
      if (statusCode < 300) resolve({ body: said, headers: answer.headers });
      else reject(new AnsweredBadly(statusCode, `${method} ${path} was answered with ${String(statusCode)}: ${told}`));
    }, reject);
  });
  outgoing.once('error', reject);
  if (body instanceof Readable) body.once('error', reject).pipe(outgoing);
  else outgoing.end(body);
  return await promise;
}

function contentOf({ upload, body }: Pick<Asked, 'upload' | 'body'>): { type?: string; body?: Readable | string } {
  if (upload !== undefined) return { type: 'text/csv; charset=utf-8', body: upload };
  return body === undefined ? {} : { type: 'application/json', body: JSON.stringify(body) };
}
