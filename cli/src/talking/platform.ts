import { randomUUID } from 'node:crypto';
import { EXIT, Failure } from '../failure.js';
import type { Surroundings } from '../surroundings.js';
import type { Credentials } from './credentials.js';
import { refusalOf, type Answer } from './problem.js';
import { send, type Came, type Sent } from './send.js';
import { CSRF, signIn, type Proof, type Role } from './session.js';

export type Request = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  /** Under `/api/`, with its query. */
  readonly path: string;
  /** Bytes are sent as they are, anything else as JSON. */
  readonly body?: unknown;
  /** Content type of bytes. */
  readonly type?: string;
  /** Id of the command, a UUID; a random one when absent. Tries after an outage carry the same one. */
  readonly id?: string;
  /** How long an outage is waited out, in milliseconds. Only for what may be sent twice. */
  readonly patience?: number;
};
export type PlatformOptions = { readonly url: string; readonly credentials: Credentials; readonly role: Role };

/** Pauses between two tries, in milliseconds: each twice the one before. */
const FIRST_PAUSE = 200;
const LONGEST_PAUSE = 5_000;
/** Longest wait for signing out, in milliseconds. */
const GOODBYE = 2_000;
const BUSY = new Set([429, 502, 503, 504]);

/** The platform as its HTTP gateway shows it, asked by somebody who is signed in. */
export class Platform implements AsyncDisposable {
  private proof: Proof | undefined;

  constructor(
    private readonly options: PlatformOptions,
    private readonly around: Surroundings,
  ) {}

  /** Whoever gives the commands, in a word: the same person is the same word. */
  get who(): string {
    const { credentials, role } = this.options;
    switch (credentials.kind) {
      case 'password':
        return credentials.user;
      case 'persona':
        return credentials.staffId;
      case 'token':
        return 'token';
      case 'whoever':
        return role;
    }
  }

  /** The answer's body; a failed answer is thrown as `Refused`. */
  async get<Body>(path: string, patience = 0): Promise<Body> {
    return good<Body>(await this.ask({ method: 'GET', path, patience }));
  }

  /** Gives a command and answers what came back; a failed answer is thrown as `Refused`. */
  async order<Body>(method: 'POST' | 'PUT', path: string, body: object = {}): Promise<Body> {
    return good<Body>(await this.ask({ method, path, body }));
  }

  /** Whatever the platform answers, after waiting out what `patience` allows. Signs in first, and again when the session ended. */
  async ask(request: Request): Promise<Answer> {
    const id = request.id ?? randomUUID();
    const give = async (proof: Proof): Promise<Answer> =>
      await this.patiently(request, { ...proof, ...idOf(request, id) });
    const answer = await give((this.proof ??= await this.signIn()));
    if (answer.status !== 401) return answer;
    this.proof = await this.signIn(request.patience);
    return await give(this.proof);
  }

  /** What needs no signing in: the health of the process. `at` is the path after the origin; `within` is in milliseconds. */
  async look(at: string, within: number): Promise<Answer> {
    const stop = AbortSignal.any([this.around.stop, AbortSignal.timeout(within)]);
    return await send({ method: 'GET', at: `/${at}` }, this.options.url, { ...this.around, stop });
  }

  /** Leaves no session behind. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.proof?.['cookie'] === undefined) return;
    // After Ctrl-C too, but not for long.
    const around = { ...this.around, stop: AbortSignal.timeout(GOODBYE) };
    const end = { method: 'DELETE', at: '/api/session', headers: this.proof };
    await send(end, this.options.url, around).catch(() => undefined);
  }

  private async signIn(patience = 0): Promise<Proof> {
    const ask = async (method: string, path: string, body?: object) =>
      await this.patiently({ method, path, body, patience }, CSRF);
    return await signIn(ask, this.options.credentials, this.options.role, this.around);
  }

  private async patiently(
    { method, path, body, type, patience = 0 }: Omit<Request, 'method'> & { method: string },
    headers: Proof,
  ): Promise<Came> {
    const until = this.around.now() + patience;
    for (let wait = FIRST_PAUSE; ; wait = Math.min(LONGEST_PAUSE, wait * 2)) {
      const came = await this.once({ method, at: `/api/${path}`, headers, body, type }).catch(asFailure);
      const pause = Math.max(wait, askedToWait(came));
      if (!isOutage(came) || this.around.now() + pause > until) return ended(came);
      if (wait === FIRST_PAUSE)
        this.around.tell({ zh: '平台暂无应答，等待中 …', en: 'The platform does not answer: waiting …' });
      await this.around.pause(pause);
    }
  }

  private async once(request: Sent): Promise<Came> {
    return await send(request, this.options.url, this.around);
  }
}

const idOf = ({ method }: Request, id: string): Proof => (method === 'GET' ? {} : { 'idempotency-key': id });

/** No connection, or an answer that says: later. */
const isOutage = (came: Came | Failure): boolean =>
  came instanceof Failure ? came.exitCode === EXIT.unreachable : BUSY.has(came.status);

/** In milliseconds. */
const askedToWait = (came: Came | Failure): number => (came instanceof Failure ? 0 : (came.retryAfter ?? 0) * 1_000);

const asFailure = (error: unknown): Failure => {
  if (error instanceof Failure) return error;
  throw error;
};

function ended(came: Came | Failure): Came {
  if (came instanceof Failure) throw came;
  return came;
}

function good<Body>(answer: Answer): Body {
  if (answer.status >= 300) throw refusalOf(answer);
  return answer.body as Body;
}
