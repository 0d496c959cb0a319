import { EXIT, Failure, interrupted } from '../failure.js';
import type { Surroundings } from '../surroundings.js';
import type { Answer } from './problem.js';

/** One request: `at` is the path after the origin. Bytes are sent as they are, anything else as JSON. */
export type Sent = {
  readonly method: string;
  readonly at: string;
  readonly headers?: { readonly [header: string]: string };
  readonly body?: unknown;
  readonly type?: string | undefined;
};
/** What came back, with the session cookie if one was set. */
export type Came = Answer & { readonly cookie: string | undefined };

/** Sends a request and reads the whole answer. No connection, or one that broke, is a failure `unreachable`. */
export async function send(
  { method, at, headers = {}, body, type }: Sent,
  origin: string,
  { fetch, language, stop }: Pick<Surroundings, 'fetch' | 'language' | 'stop'>,
): Promise<Came> {
  const { payload, contentType } = payloadOf(body, type);
  try {
    const answer = await fetch(origin + at, {
      method,
      headers: { accept: 'application/json', 'accept-language': language, ...contentType, ...headers },
      redirect: 'error',
      signal: stop,
      ...(payload !== undefined && { body: payload }),
    });
    return await read(answer);
  } catch (error) {
    throw stop.aborted ? interrupted('已中断', 'Interrupted') : unreachable(origin, error);
  }
}

type Payload = {
  readonly payload?: string | Uint8Array<ArrayBuffer>;
  readonly contentType?: { readonly 'content-type': string };
};

function payloadOf(body: unknown, type = 'application/octet-stream'): Payload {
  if (body === undefined) return {};
  if (body instanceof Uint8Array)
    return { payload: body as Uint8Array<ArrayBuffer>, contentType: { 'content-type': type } };
  return { payload: JSON.stringify(body), contentType: { 'content-type': 'application/json' } };
}

async function read(answer: Response): Promise<Came> {
  const { headers, status } = answer;
  const text = await answer.text();
  const retryAfter = Number(headers.get('retry-after') ?? Number.NaN);
  const date = headers.get('date');
  return {
    status,
    body: isJson(headers) && text !== '' ? (JSON.parse(text) as unknown) : null,
    cookie: sessionIn(headers),
    ...(Number.isFinite(retryAfter) && { retryAfter }),
    ...(date !== null && { date }),
  };
}

const isJson = (headers: Headers): boolean => headers.get('content-type')?.includes('json') ?? false;

const sessionIn = (headers: Headers): string | undefined =>
  headers
    .getSetCookie()
    .map((cookie) => /^pcrm_session=[\w-]+/.exec(cookie)?.[0])
    .find((cookie) => cookie !== undefined);

/** The reason is the system's word for it (ECONNREFUSED …), never a header or a body. */
function unreachable(origin: string, error: unknown): Failure {
  const code = reasonOf(error);
  return new Failure(
    {
      zh: `连不上 ${origin}（${code}）。PCRM 在运行吗？用 --url 指定地址，或运行 npm run pcrm -- doctor 检查。`,
      en: `${origin} does not answer (${code}). Is PCRM running? Name its address with --url, or run npm run pcrm -- doctor.`,
    },
    EXIT.unreachable,
  );
}

function reasonOf(error: unknown): string {
  if (!Error.isError(error)) return 'unknown';
  const { cause } = error;
  return Error.isError(cause) && 'code' in cause ? String(cause.code) : error.name;
}
