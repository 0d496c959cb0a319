import { connect, type Socket } from 'node:net';

export type Reply = { readonly status: number; readonly retryAfter: boolean; readonly ms: number };
/** How a request came to nothing: no answer within the time, or the connection was closed under it. */
export type NoReply = { readonly status: 'late' | 'broken'; readonly ms: number };

const HEAD_END = '\r\n\r\n';

/** A connection that carries one request after the other, with as little work of its own as possible: it is to be faster than who answers. */
export class HttpLine {
  #socket: Socket | undefined;
  #received = '';
  #waiting:
    | { readonly began: number; readonly resolve: (reply: Reply | NoReply) => void; readonly timer: NodeJS.Timeout }
    | undefined;

  constructor(
    private readonly at: { readonly host: string; readonly port: number },
    private readonly limitMs: number,
  ) {}

  /** `request`: head and body as they go over the wire. */
  ask(request: string): Promise<Reply | NoReply> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#nothing('late'), this.limitMs);
      this.#waiting = { began: performance.now(), resolve, timer };
      (this.#socket ??= this.#open()).write(request);
    });
  }

  close(): void {
    this.#socket?.destroy();
  }

  #open(): Socket {
    const socket = connect(this.at.port, this.at.host).setNoDelay(true).setEncoding('latin1');
    socket.on('data', (text: string) => this.#hear(text));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      if (this.#socket === socket) this.#nothing('broken');
    });
    return socket;
  }

  #hear(text: string): void {
    this.#received += text;
    const end = this.#received.indexOf(HEAD_END);
    if (end < 0) return;
    const head = this.#received.slice(0, end).toLowerCase();
    if (!isWhole(head, this.#received.slice(end + HEAD_END.length))) return;
    this.#received = '';
    this.#settle((ms) => ({ status: Number(head.slice(9, 12)), retryAfter: head.includes('\r\nretry-after:'), ms }));
  }

  /** The next request gets another connection. */
  #nothing(status: NoReply['status']): void {
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.destroy();
    this.#received = '';
    this.#settle((ms) => ({ status, ms }));
  }

  #settle(replyAfter: (ms: number) => Reply | NoReply): void {
    const waiting = this.#waiting;
    if (!waiting) return;
    this.#waiting = undefined;
    clearTimeout(waiting.timer);
    waiting.resolve(replyAfter(performance.now() - waiting.began));
  }
}

function isWhole(head: string, body: string): boolean {
  const length = /\r\ncontent-length: (\d+)/.exec(head)?.[1];
  return length === undefined
    ? body.endsWith(`0${HEAD_END}`) || head.slice(9, 12) === '204'
    : body.length >= Number(length);
}
