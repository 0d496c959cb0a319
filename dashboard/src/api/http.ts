import type { Answer, Body, Offered, Query, Verb } from './offered.js';
import { problemOf, unreachable } from './problem.js';
import { Written } from './written.js';

/** What a command answers: what was changed, where it stands, and the position a reader may wait for. */
export type CommandAnswer = Offered['CommandAnswer'];
/** A page of a list; `next` is there when more may follow. */
export type Page<Item> = { readonly items: readonly Item[]; readonly next?: string };
/** Something with the revision it was read at, for `If-Match`. */
export type Revised<Read> = { readonly body: Read; readonly revision: number | undefined };

/** `view` is what is read from: right after a change of ours it is waited for. */
type Asking = { readonly view?: string; readonly signal?: AbortSignal };
export type Read<Path extends string> = Asking & { readonly query?: Query<'GET', Path> };
export type Change<V extends Verb, Path extends string> = {
  readonly body?: Body<V, Path>;
  /** The same id again gives the first outcome: a retry never does it twice. */
  readonly commandId?: string;
  /** Refused with 412 when it changed since. */
  readonly revision?: number | undefined;
};

const written = new Written(() => Date.now());
/** What the page tells of itself: its language, and what happens when nobody is signed in any more. */
export const page = { language: 'zh-CN', unreachable: '无法连接服务器', signedOut: (): void => undefined };

/** Reads what a path offers. */
export const read = async <Path extends string>(path: Path, asked: Read<Path> = {}): Promise<Answer<'GET', Path>> =>
  (await readRevised(path, asked)).body;

/** Reads with the revision. */
export async function readRevised<Path extends string>(
  path: Path,
  { query, view, signal }: Read<Path> = {},
): Promise<Revised<Answer<'GET', Path>>> {
  const response = await send('GET', path + searchOf(query), {
    headers: waiting(path, view),
    ...(signal && { signal }),
  });
  return { body: (await bodyOf(response)) as Answer<'GET', Path>, revision: revisionOf(response) };
}

/** Asks with a body that must not stand in an address: search text. Changes nothing. */
export async function search<Path extends string>(
  path: Path,
  body: Body<'POST', Path>,
  { view, signal }: Asking = {},
): Promise<Answer<'POST', Path>> {
  const response = await send('POST', path, {
    headers: waiting(path, view),
    body,
    ...(signal && { signal }),
  });
  return (await bodyOf(response)) as Answer<'POST', Path>;
}

/** Changes something. */
export async function change<V extends Exclude<Verb, 'GET'>, Path extends string>(
  method: V,
  path: Path,
  { body, commandId, revision }: Change<V, Path> = {},
): Promise<Answer<V, Path>> {
  const headers = {
    ...(commandId !== undefined && { 'idempotency-key': commandId }),
    ...(revision !== undefined && { 'if-match': `W/"${String(revision)}"` }),
  };
  const answered = (await bodyOf(await send(method, path, { headers, body }))) as Answer<V, Path>;
  written.note(path, positionIn(answered));
  return answered;
}

type Sending = {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
};

async function send(method: Verb, path: string, { headers, body, signal }: Sending): Promise<Response> {
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

function searchOf(query: object | undefined): string {
  const set = Object.entries(query ?? {}).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return set.length === 0 ? '' : `?${new URLSearchParams(set).toString()}`;
}
