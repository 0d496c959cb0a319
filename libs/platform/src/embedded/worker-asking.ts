import { Unavailable } from '@pcrm/event-sourcing';
import { Bell } from './bell.js';
import { LocalChangeFeed } from '../change-feed.js';
import { packAppends, unpackAnswers } from './packed-appends.js';
import { fromFailure } from './worker-failure.js';
import type { Ask, Asked, News, Request, Wire } from './worker-protocol.js';

type Waiting = {
  readonly weight: number;
  readonly resolve: (value: unknown) => void;
  readonly reject: (failure: Error) => void;
};
type Outgoing = { readonly id: number; readonly ask: Ask; readonly transfer: readonly ArrayBuffer[] };

/** The main thread's side of the port: gathers what one turn asks into one message, and bounds what waits. */
export class Asking {
  readonly written = new Bell();
  readonly changes = new LocalChangeFeed();
  /** Resolves with the failure when the writing thread ended without being asked to. */
  readonly failed: Promise<Error>;
  readonly ready: Promise<void>;
  readonly #waiting = new Map<number, Waiting>();
  readonly #failed = Promise.withResolvers<Error>();
  readonly #ready = Promise.withResolvers<void>();
  #outgoing: Outgoing[] = [];
  #weight = 0;
  #ids = 0;
  #ended: Error | undefined;

  /** `bound` is how many events, rows or jobs may wait for an answer. */
  constructor(
    private readonly wire: Wire,
    private readonly bound = 100_000,
  ) {
    this.failed = this.#failed.promise;
    this.ready = this.#ready.promise;
    this.ready.catch(() => undefined);
    wire.onMessage((message) => this.#hear(message as News));
    wire.onEnd((failure) => this.#end(failure));
  }

  ask<T>(ask: Ask, weight = 1, transfer: readonly ArrayBuffer[] = []): Promise<T> {
    if (this.#ended) return Promise.reject(new Unavailable(this.#ended.message));
    if (this.#weight > 0 && this.#weight + weight > this.bound)
      return Promise.reject(new Unavailable('too much is waiting to be written'));
    return new Promise<T>((resolve, reject) => {
      const id = ++this.#ids;
      this.#waiting.set(id, { weight, resolve: resolve as Waiting['resolve'], reject });
      this.#weight += weight;
      if (this.#outgoing.push({ id, ask, transfer }) === 1) setImmediate(() => this.#flush());
    });
  }

  /** Lets the writing thread finish what it has, close its files and end. */
  async close(): Promise<void> {
    if (this.#ended) return;
    const closed = this.ask({ op: 'close' });
    this.#ended = new Unavailable('the store is closed');
    await closed;
    this.#rejectAll(this.#ended);
    await this.wire.close();
  }

  #flush(): void {
    const outgoing = this.#outgoing;
    this.#outgoing = [];
    try {
      this.#post(outgoing);
    } catch {
      for (const one of outgoing) this.#postAlone(one);
    }
  }

  #post(outgoing: readonly Outgoing[]): void {
    const appends = outgoing.flatMap(({ id, ask }) => (ask.op === 'append' ? [{ id, appends: ask.appends }] : []));
    const requests = outgoing.flatMap(({ id, ask }): Request[] => (ask.op === 'append' ? [] : [{ id, ask }]));
    const asked: Asked = { ...(appends.length > 0 && { appends: packAppends(appends) }), requests };
    this.wire.post(
      asked,
      outgoing.flatMap(({ transfer }) => transfer),
    );
  }

  /** What cannot cross fails for its caller only. */
  #postAlone(one: Outgoing): void {
    try {
      this.#post([one]);
    } catch (error) {
      this.#settle(one.id)?.reject(error as Error);
    }
  }

  #hear(news: News): void {
    if (news.ready) this.#ready.resolve();
    this.#hearAnswers(news);
    this.changes.publish(news.changes);
    if (news.written) this.written.ring();
  }

  #hearAnswers({ appended, answers }: News): void {
    for (const packed of appended)
      for (const [id, results] of unpackAnswers(packed)) this.#settle(id)?.resolve(results);
    for (const { id, value, failure } of answers) {
      if (failure) this.#settle(id)?.reject(fromFailure(failure));
      else this.#settle(id)?.resolve(value);
    }
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    this.#weight -= waiting?.weight ?? 0;
    return waiting;
  }

  #end(failure: Error): void {
    this.#rejectAll(failure);
    if (this.#ended) return;
    this.#ended = failure;
    this.#ready.reject(failure.cause ?? failure);
    this.#failed.resolve(failure);
  }

  #rejectAll(failure: Error): void {
    for (const id of [...this.#waiting.keys()])
      this.#settle(id)?.reject(new Unavailable(failure.message, { cause: failure }));
  }
}
