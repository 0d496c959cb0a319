import { randomUUID } from 'node:crypto';
import { Agent, request, type OutgoingHttpHeaders } from 'node:http';
import { text as read } from 'node:stream/consumers';
import { unwatched } from '@pcrm/event-sourcing';
import { replayDemo, writeAhead, type Actor, type Ask } from '@pcrm/cli/demo';
import type { DemoNews, DemoOrder, DemoToken } from './demo-messages.js';

/** Entry of the process that writes and replays the demo: apart, so that pages answer meanwhile. */
const tell = (news: DemoNews): void => void process.send?.(news);
const waiting = new Map<string, ((token: string) => void)[]>();
const tokens = new Map<string, { readonly token: Promise<string>; readonly until: number }>();
/** Tokens live five minutes; they are renewed before. */
const FRESH_MS = 240_000;

// Inherited from the platform, deploy/lifeline.mjs lets a process end that only waits for its orders: this one lives by them.
process.channel?.ref();
process.on('disconnect', () => process.exit(1));
process.on('message', (message: DemoOrder | DemoToken) => {
  if ('token' in message) {
    for (const resolve of waiting.get(message.staffId) ?? []) resolve(message.token);
    waiting.delete(message.staffId);
  } else void load(message);
});

async function load(order: DemoOrder): Promise<void> {
  try {
    const { folder, plan, from, url } = order;
    const demo = writeAhead(folder, plan, from);
    const onDay = (done: number, of: number): void => tell({ kind: 'replayed', done, of });
    const report = await replayDemo(demo, { ask: asking(url), onDay }, from);
    await demo.finished;
    tell({ kind: 'done', report });
  } catch (error) {
    tell({ kind: 'failed', why: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
  }
}

function tokenFor(actor: Actor): Promise<string> {
  const known = tokens.get(actor.staffId);
  if (known && known.until > Date.now()) return known.token;
  const token = new Promise<string>((resolve) => {
    waiting.set(actor.staffId, [...(waiting.get(actor.staffId) ?? []), resolve]);
    tell({ kind: 'token', actor });
  });
  tokens.set(actor.staffId, { token, until: Date.now() + FRESH_MS });
  return token;
}

/** Requests as the people of the branch make them; a year of them at once is nothing to be seen in traces. */
const asking =
  (url: string): Ask =>
  async (actor, { method, path, body, type, id }) => {
    const json = type === undefined && body !== undefined;
    const payload = json ? JSON.stringify(body) : (body as Uint8Array | undefined);
    const { status, text } = await sent(`${url}/api/${path}`, method, payload, {
      authorization: `Bearer ${await tokenFor(actor)}`,
      traceparent: unwatched(randomUUID(), randomUUID()),
      ...(payload !== undefined && { 'content-type': type ?? 'application/json' }),
      ...(id !== undefined && { 'idempotency-key': id }),
    });
    return { status, body: text === '' ? null : (JSON.parse(text) as unknown) };
  };

type Answered = { readonly status: number; readonly text: string };
const agent = new Agent({ keepAlive: true });

/** One request over a connection that is kept: for many small ones this takes half of what `fetch` does. */
function sent(
  url: string,
  method: string,
  payload: string | Uint8Array | undefined,
  headers: OutgoingHttpHeaders,
): Promise<Answered> {
  const { promise, resolve, reject } = Promise.withResolvers<Answered>();
  const asked = request(url, { method, headers, agent }, (answer) => {
    read(answer).then((said) => resolve({ status: answer.statusCode ?? 0, text: said }), reject);
  });
  asked.once('error', (error: NodeJS.ErrnoException) => {
    // The other side was just closing a connection that was kept: nothing was done, or the command id tells that it was.
    if (asked.reusedSocket && error.code === 'ECONNRESET') resolve(sent(url, method, payload, headers));
    else reject(error);
  });
  asked.end(payload);
  return promise;
}
