import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A line to a server on loopback that can be held (nothing comes through, nothing breaks) or cut (everything breaks, the port is closed). */
export class CutLine implements AsyncDisposable {
  #server: Server | undefined;
  #held = false;
  readonly #sockets = new Set<Socket>();
  #port = 0;

  private constructor(private readonly target: { readonly host: string; readonly port: number }) {}

  /** `url` of the form `mongodb://host:port/…`; `cutUrl` leads through the line. */
  static async to(url: string): Promise<CutLine & { readonly url: string }> {
    const { hostname, port } = new URL(url);
    const line = new CutLine({ host: hostname, port: Number(port) });
    await line.mend();
    return Object.assign(line, { url: `mongodb://127.0.0.1:${String(line.#port)}/?directConnection=true` });
  }

  hold(): void {
    this.#held = true;
    for (const socket of this.#sockets) socket.pause();
  }

  async cut(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    const server = this.#server;
    this.#server = undefined;
    if (server?.listening) await new Promise((resolve) => server.close(resolve));
  }

  async mend(): Promise<void> {
    this.#held = false;
    for (const socket of this.#sockets) socket.resume();
    if (this.#server) return;
    const server = createServer((socket) => this.#join(socket));
    this.#server = server.listen(this.#port, '127.0.0.1');
    await once(server, 'listening');
    this.#port = (server.address() as { port: number }).port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.cut();
  }

  #join(near: Socket): void {
    const far = connect(this.target);
    for (const [one, other] of [[near, far] as const, [far, near] as const]) {
      this.#sockets.add(one);
      one.on('data', (bytes) => other.write(bytes));
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.#sockets.delete(one);
        other.destroy();
      });
      if (this.#held) one.pause();
    }
  }
}
