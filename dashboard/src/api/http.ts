import { problemOf, unreachable } from './problem.js';
import { Written } from './written.js';

/** What a command answers: what was changed, where it stands, and the position a reader may wait for. */
export type CommandAnswer = { readonly id: string; readonly revision: number; readonly position?: string };
/** A page of a list; `next` is there when more may follow. */
export type Page<Item> = { readonly items: readonly Item[]; readonly next?: string };
/** Something with the revision it was read at, for `If-Match`. */
export type Revised<Body> = { readonly body: Body; readonly revision: number | undefined };

type Query = { readonly [name: string]: string | number | boolean | undefined };
export type Read = { readonly query?: Query; readonly view?: string; readonly signal?: AbortSignal };
export type Change = {
  readonly body?: unknown;
  /** The same id again gives the first outcome: a retry never does it twice. */
  readonly commandId?: string;
  /** Refused with 412 when it changed since. */
  readonly revision?: number | undefined;
};
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

const written = new Written(() => Date.now());
/** What the page tells of itself: its language, and what happens when nobody is signed in any more. */
export const page = { language: 'zh-CN', unreachable: '无法连接服务器', signedOut: (): void => undefined };

/** Reads. `view` is what is read from: right after a change of ours it is waited for. */
export const read = async <Body>(path: string, { query, view, signal }: Read = {}): Promise<Body> =>
  (await readRevised<Body>(path, { ...(query && { query }), ...(view && { view }), ...(signal && { signal }) })).body;

/** Reads with the revision. */
export async function readRevised<Body>(path: string, { query, view, signal }: Read = {}): Promise<Revised<Body>> {
  const response = await send('GET', path + searchOf(query), {
    headers: waiting(path, view),
    ...(signal && { signal }),
  });
  return { body: (await bodyOf(response)) as Body, revision: revisionOf(response) };
}

/** Asks with a body that must not stand in an address: search text. Changes nothing. */
export async function search<Body>(path: string, body: unknown, { query, view, signal }: Read = {}): Promise<Body> {
  const response = await send('POST', path + searchOf(query), {
    headers: waiting(path, view),
    body,
    ...(signal && { signal }),
  });
  return (await bodyOf(response)) as Body;
}

/** Changes something. */
export async function change<Body = CommandAnswer>(
  method: Exclude<Method, 'GET'>,
  path: string,
  { body, commandId, revision }: Change = {},
): Promise<Body> {
  const headers = {
    ...(commandId !== undefined && { 'idempotency-key': commandId }),
    ...(revision !== undefined && { 'if-match': `W/"${String(revision)}"` }),
  };
  const answered = (await bodyOf(await send(method, path, { headers, body }))) as Body;
  written.note(path, positionIn(answered));
  return answered;
}

type Sending = {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
};

async function send(method: Method, path: string, { headers, body, signal }: Sending): Promise<Response> {
  const answer = await fetch(`/api/${path}`, {
    method,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      'accept-language': page.language,
      ...(method !== 'GET' && { 'x-pcrm-csrf': '1' }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw unreachable(page.unreachable);
  });
  if (answer.ok) return answer;
  if (answer.status === 401 && path !== 'session') page.signedOut();
  throw problemOf(answer.status, await bodyOf(answer).catch(() => undefined));
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  return text === '' ? undefined : JSON.parse(text);
}

function waiting(path: string, view: string | undefined): Readonly<Record<string, string>> {
  const wait = written.waitFor(path, view);
  return wait === undefined ? {} : { 'x-wait-for': wait };
}

function revisionOf(response: Response): number | undefined {
  const tag = /^(?:W\/)?"(-?\d+)"$/.exec(response.headers.get('etag') ?? '')?.[1];
  return tag === undefined ? undefined : Number(tag);
}

function positionIn(body: unknown): string | undefined {
  const position = (body as { position?: unknown } | undefined)?.position;
  return typeof position === 'string' ? position : undefined;
}

function searchOf(query: Query | undefined): string {
  const set = Object.entries(query ?? {}).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return set.length === 0 ? '' : `?${new URLSearchParams(set).toString()}`;
}
