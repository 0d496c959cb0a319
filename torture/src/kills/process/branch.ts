import { setTimeout as pause } from 'node:timers/promises';
import { loadOrMakeSecret, mintToken, type Identity } from '@pcrm/platform';
import { BranchProcess, type Ended, type StartOptions } from '@pcrm/embedded/process';
import { ClockFile } from './clock-file.js';
import { laterVersion } from './migrations.js';

/** What somebody asks of the platform; `key`: the Idempotency-Key of a command. */
export type Call = {
  readonly who: Identity;
  readonly method: string;
  readonly path: string;
  /** An object is sent as JSON, a text as CSV. */
  readonly body?: object | string;
  readonly key?: string;
};
export type Answered = { readonly status: number; readonly body: unknown; readonly retryAfter: string | null };

/** An answer that nothing in the story asks for: neither success nor "not now". */
export class Unexpected extends Error {
  override readonly name = 'Unexpected';
}

/** "Not now": nothing was decided, whoever asked may ask the same again. A conflict is one too, with many at one book. */
const NOT_NOW = new Set([409, 429, 503]);
const ANSWER_MS = 20_000;
const AGAIN_MS = 15;
/** So long one process may leave a call without its acknowledgement; the next one has as long. */
const PATIENCE_MS = 60_000;

/** A branch on a data folder: it is there as long as its folder is, whichever process serves it just now. */
export class Branch {
  readonly clock: ClockFile;
  /** So many formats of its files are newer than ours: it is served by later versions from now on. */
  formats = 0;
  /** How long its last start took, in milliseconds. */
  startMs = 0;
  /** Where it answers now; pending while no process serves it. */
  #url = Promise.withResolvers<string>();
  #answers = false;
  #process: BranchProcess | undefined;
  #secret: Uint8Array | undefined;

  constructor(
    readonly folder: string,
    instant: string,
    private readonly options: StartOptions = { args: ['--empty'] },
  ) {
    this.clock = new ClockFile(`${folder}.clock`, instant);
  }

  get process(): BranchProcess {
    if (!this.#process) throw new Error('no process was started yet');
    return this.#process;
  }

  get isStarted(): boolean {
    return this.#process !== undefined;
  }

  /** A process that has only just begun to start. */
  spawn(more: Partial<StartOptions> = {}): BranchProcess {
    const { env, execArgv = [], ...rest } = { ...this.options, ...more };
    const version = laterVersion(this.formats);
    this.#process = BranchProcess.spawn(this.folder, {
      ...rest,
      env: { ...env, ...this.clock.env, ...version.env },
      execArgv: [...execArgv, ...this.clock.execArgv, ...version.execArgv],
    });
    return this.#process;
  }

  /** Starts it and waits until it is ready. */
  async start(more: Partial<StartOptions> = {}): Promise<void> {
    const began = performance.now();
    const url = await this.spawn(more).ready;
    this.startMs = performance.now() - began;
    this.#secret ??= loadOrMakeSecret(this.folder, 'token');
    this.#url.resolve(url);
    this.#answers = true;
  }

  /** From now on whoever asks waits for the next process; who waits already goes on waiting. */
  away(): void {
    if (this.#answers) this.#url = Promise.withResolvers();
    this.#answers = false;
  }

  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<Ended> {
    this.away();
    return await this.process.end(signal);
  }

  get url(): Promise<string> {
    return this.#url.promise;
  }

  /** Asked once of the process that is there; throws where the connection breaks or no answer comes in time. */
  async ask(call: Call, answerMs = ANSWER_MS): Promise<Answered> {
    const answer = await fetch(`${await this.url}/api/${call.path}`, {
      ...(await this.request(call)),
      signal: AbortSignal.timeout(answerMs),
    });
    const text = await answer.text();
    const body: unknown = text === '' ? null : JSON.parse(text);
    return { status: answer.status, body, retryAfter: answer.headers.get('retry-after') };
  }

  async token(who: Identity): Promise<string> {
    return await mintToken(who, { secret: this.#secret ?? new Uint8Array(), now: () => this.clock.now() });
  }

  /** Asked again, with the same key, until it is acknowledged. */
  async acknowledged<Body = unknown>(call: Call): Promise<Body> {
    let [asked, until]: [BranchProcess | undefined, number] = [undefined, 0];
    let last: unknown = 'nothing';
    for (; ; await pause(AGAIN_MS)) {
      await this.url;
      if (this.#process !== asked) [asked, until] = [this.#process, performance.now() + PATIENCE_MS];
      if (performance.now() > until) break;
      const answer = await this.ask(call).catch((error: unknown) => void (last = error));
      if (!answer) continue;
      if (answer.status < 300) return answer.body as Body;
      last = `${String(answer.status)} ${JSON.stringify(answer.body)}`;
      if (!NOT_NOW.has(answer.status)) break;
    }
    throw new Unexpected(`${call.method} ${call.path}: ${String(last)}`);
  }

  private async request({ who, method, body, key }: Call): Promise<RequestInit> {
    const type = typeof body === 'string' ? 'text/csv; charset=utf-8' : 'application/json';
    return {
      method,
      headers: {
        authorization: `Bearer ${await this.token(who)}`,
        ...(body !== undefined && { 'content-type': type }),
        ...(key !== undefined && { 'idempotency-key': key }),
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    };
  }
}
