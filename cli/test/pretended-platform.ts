import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the pretended platform saw it. */
export type Seen = {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
};
/** What it answers; `cut` breaks the connection without an answer, as a process that is killed does. */
export type Told =
  { readonly status?: number; readonly body?: unknown; readonly headers?: Record<string, string> } | 'cut';
export type Answering = (seen: Seen) => Told | Promise<Told>;

/** An HTTP server on a free port that signs everybody in and leaves the rest to the spec. */
export class PretendedPlatform implements AsyncDisposable {
  readonly seen: Seen[] = [];
  private constructor(private readonly server: Server) {}

  static async start(answering: Answering): Promise<PretendedPlatform> {
    const server = createServer();
    const platform = new PretendedPlatform(server);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void platform.answer(request, response, answering);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return platform;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  /** Requests without those that sign in and out. */
  get asked(): readonly Seen[] {
    return this.seen.filter(({ path }) => !path.startsWith('/api/session'));
  }

  private async answer(request: IncomingMessage, response: ServerResponse, answering: Answering): Promise<void> {
    const body = Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>));
    const seen = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body };
    this.seen.push(seen);
    const told = signingIn(seen) ?? (await answering(seen));
    if (told === 'cut') return void response.destroy();
    const { status = 200, body: answer, headers } = told;
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(answer === undefined ? '' : JSON.stringify(answer));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** The password is always `right horse`; personas exist for every role that commands need. */
function signingIn({ method, path, body }: Seen): Told | undefined {
  if (path === '/api/session' && method === 'DELETE') return { status: 204 };
  if (path === '/api/session/personas') return { body: PERSONAS };
  if (method !== 'POST' || !path.startsWith('/api/session')) return undefined;
  return begun(path, JSON.parse(body.toString()) as { [field: string]: string });
}

function begun(path: string, { userId, staffId, password }: { [field: string]: string }): Told {
  if (path === '/api/session' && password !== 'right horse')
    return { status: 401, body: { title: '请先登录', code: 'access.not-signed-in', status: 401 } };
  const cookie = `pcrm_session=session-of-${staffId ?? userId ?? ''}; Path=/; HttpOnly`;
  return { headers: { 'set-cookie': cookie }, body: {} };
}
const PERSONAS = [
  { staffId: 'QX-101', name: '韦玲', role: 'clientManager' },
  { staffId: 'ZH-04', name: '管理员', role: 'administrator' },
  { staffId: 'ZH-02', name: '数据岗', role: 'branchAnalyst' },
];
