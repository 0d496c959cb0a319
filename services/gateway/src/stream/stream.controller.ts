import type { OutgoingHttpHeaders } from 'node:http';
import type { Changed } from '@pcrm/event-sourcing';
import { Controller, Get, Inject, Req, Res, type OnApplicationShutdown } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { ChangeFeed, NotRateLimited, NotSignedIn, Public, scopeOf, type Scope } from '@pcrm/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { cookieIn } from '../sign-in/session-cookie.js';
import { Sessions } from '../sign-in/sessions.js';
import { toldTo } from './audience.js';

const PING_MS = 20_000;

type Listener = { readonly scope: Scope; readonly cookie: string; readonly reply: FastifyReply; dropped: boolean };

/** One event stream per browser: `{ view, keys, position }` within the session's scope, `: ping` every 20 s. */
@ApiExcludeController()
@Controller('stream')
export class StreamController implements OnApplicationShutdown {
  private readonly listeners = new Set<Listener>();
  private readonly pinging: NodeJS.Timeout;
  private readonly unsubscribe: () => void;

  constructor(
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(ChangeFeed) changes: ChangeFeed,
  ) {
    this.unsubscribe = changes.subscribe((news) => {
      for (const change of news) this.tell(change);
    });
    this.pinging = setInterval(() => void this.ping(), PING_MS).unref();
  }

  @Get()
  @Public()
  @NotRateLimited()
  async stream(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const cookie = cookieIn(request);
    const session = cookie === undefined ? undefined : await this.sessions.find(cookie);
    if (cookie === undefined || !session) throw new NotSignedIn('no session');
    reply.hijack();
    reply.raw.writeHead(200, {
      ...(reply.getHeaders() as OutgoingHttpHeaders),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      connection: 'keep-alive',
    });
    const listener: Listener = { scope: scopeOf(session), cookie, reply, dropped: false };
    // A browser that comes back cannot be told what it missed: it reads again.
    send(listener, 'retry: 2000\nevent: reset\ndata: {}\n\n');
    this.listeners.add(listener);
    reply.raw.on('close', () => this.listeners.delete(listener));
    // It may have left while its session was looked for: that is not told again.
    if (reply.raw.destroyed) this.listeners.delete(listener);
  }

  onApplicationShutdown(): void {
    clearInterval(this.pinging);
    this.unsubscribe();
    for (const { reply } of this.listeners) reply.raw.end();
    this.listeners.clear();
  }

  private tell(change: Changed): void {
    for (const listener of this.listeners) {
      const told = toldTo(listener.scope, change);
      if (told) send(listener, `id: ${change.position ?? ''}\nevent: changed\ndata: ${JSON.stringify(told)}\n\n`);
    }
  }

  /** Keeps proxies from cutting the line, and ends streams whose session ended. */
  private async ping(): Promise<void> {
    await Promise.all([...this.listeners].map((listener) => this.pinged(listener)));
  }

  private async pinged(listener: Listener): Promise<void> {
    // One that cannot be looked for just now has not ended: whatever the browser reads asks for it again.
    const mayStay = await this.sessions.find(listener.cookie).then(Boolean, () => true);
    if (!this.listeners.has(listener)) return;
    if (mayStay) return send(listener, ': ping\n\n');
    this.listeners.delete(listener);
    listener.reply.raw.end();
  }
}

/** A browser that does not read is told nothing more until it does; then it is told to read everything again. */
function send(listener: Listener, text: string): void {
  const { raw } = listener.reply;
  if (raw.writableNeedDrain) {
    listener.dropped = true;
    return;
  }
  if (listener.dropped) {
    listener.dropped = false;
    raw.write('event: reset\ndata: {}\n\n');
  }
  raw.write(text);
}
