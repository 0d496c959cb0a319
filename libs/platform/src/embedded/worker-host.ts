import { LocalBackstage } from '../backstage.js';
import { LocalChangeFeed } from '../change-feed.js';
import type { Stores } from './stores.js';
import { packAnswers, unpackAppends, type PackedAnswers } from './packed-appends.js';
import { toFailure } from './worker-failure.js';
import type { Answer, Asked, News, Request, Wire } from './worker-protocol.js';

/** The writing thread's side: register jobs and closing work, publish changes, then say `ready`. */
export type WorkerHost = {
  readonly backstage: LocalBackstage;
  readonly changes: LocalChangeFeed;
  /** Work to end before the stores close (relays, runners, schedulers), last registered first. */
  onClose(work: () => Promise<void>): void;
  /** From now on the main thread may read and ask. */
  ready(): void;
};

/** Serves a port from stores that only this thread writes. */
export function serve(wire: Wire, stores: Stores): WorkerHost {
  const outbox = new Outbox(wire);
  const closing = new AsyncDisposableStack();
  closing.use(stores);
  const backstage = new LocalBackstage();
  const changes = new LocalChangeFeed();
  changes.subscribe((news) => outbox.changed(news));
  stores.events.onWritten(() => outbox.written());
  wire.onMessage((message) => {
    const { appends, requests } = message as Asked;
    if (appends)
      void stores.events
        .appendWritten(unpackAppends(appends))
        .then((results) => outbox.appended(packAnswers(appends, results)));
    for (const { id, ask } of requests)
      answer(ask, { stores, backstage, closing }).then(
        (value) => outbox.answer({ id, value }),
        (error: unknown) => outbox.answer({ id, failure: toFailure(error) }),
      );
  });
  return { backstage, changes, onClose: (work) => closing.defer(work), ready: () => outbox.ready() };
}

type Served = {
  readonly stores: Stores;
  readonly backstage: LocalBackstage;
  readonly closing: AsyncDisposableStack;
};
type Asking = Request['ask'];
type Handlers = {
  readonly [Op in Asking['op']]: (ask: Extract<Asking, { op: Op }>, served: Served) => Promise<unknown>;
};

const HANDLERS: Handlers = {
  moveIn: ({ runs }, { stores }) => stores.events.moveWritten(runs),
  commit: ({ commit }, { stores }) => stores.rows.commit(commit),
  declare: ({ table }, { stores }) => stores.rows.declare(table),
  drop: ({ table }, { stores }) => stores.rows.drop(table),
  mint: ({ subjects }, { stores }) => stores.vault.mint(subjects),
  destroy: ({ subject, kind }, { stores }) => stores.vault.destroy(subject, kind),
  restore: ({ keys }, { stores }) => stores.vault.restore(keys),
  job: ({ job, input }, { backstage }) => backstage.call(job, input),
  close: (_ask, { closing }) => closing.disposeAsync(),
};

const answer = async (ask: Asking, served: Served): Promise<unknown> =>
  (HANDLERS[ask.op] as (ask: Asking, served: Served) => Promise<unknown>)(ask, served);

const NO_NEWS: News = { appended: [], answers: [], changes: [], written: false };

/** Gathers what one turn brings into one message. */
class Outbox {
  #appended: PackedAnswers[] = [];
  #answers: Answer[] = [];
  #changes: News['changes'][number][] = [];
  #written = false;
  #scheduled = false;

  constructor(private readonly wire: Wire) {}

  ready(): void {
    this.wire.post({ ...NO_NEWS, ready: true } satisfies News, []);
  }

  appended(packed: PackedAnswers): void {
    this.#appended.push(packed);
    this.#schedule();
  }

  answer(answer: Answer): void {
    this.#answers.push(answer);
    this.#schedule();
  }

  changed(changes: News['changes']): void {
    this.#changes.push(...changes);
    this.#schedule();
  }

  written(): void {
    this.#written = true;
    this.#schedule();
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    process.nextTick(() => this.#flush());
  }

  #flush(): void {
    const news: News = {
      ...{ appended: this.#appended, answers: this.#answers },
      ...{ changes: this.#changes, written: this.#written },
    };
    [this.#appended, this.#answers, this.#changes] = [[], [], []];
    [this.#written, this.#scheduled] = [false, false];
    try {
      this.wire.post(news, []);
    } catch {
      for (const one of news.answers) this.#postAlone(one);
      this.wire.post({ ...news, answers: [] }, []);
    }
  }

  /** An answer that cannot cross fails for its caller only. */
  #postAlone(answer: Answer): void {
    const alone = (one: Answer): News => ({ ...NO_NEWS, answers: [one] });
    try {
      this.wire.post(alone(answer), []);
    } catch (error) {
      this.wire.post(alone({ id: answer.id, failure: toFailure(error) }), []);
    }
  }
}
