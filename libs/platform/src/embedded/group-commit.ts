import type { DatabaseSync } from 'node:sqlite';
import { RevisionConflict, Unavailable } from '@pcrm/event-sourcing';
import { asFailure, transaction, unsynced } from './sqlite.js';

type Job = {
  readonly weight: number;
  /** Losing it in a power cut does no harm: a transaction of such jobs alone does not wait for the disk. */
  readonly mayBeLost: boolean;
  readonly work: () => unknown;
  readonly settle: (failure: Error | undefined, result: unknown) => void;
};
type Done = { readonly job: Job; readonly failure: Error | undefined; readonly result: unknown };

export type GroupLimits = {
  /** Jobs in one transaction. */
  readonly jobs?: number;
  /** Weight (events, messages) that may wait; beyond it a caller gets `Unavailable`. */
  readonly waiting?: number;
  /** Called after each commit. */
  readonly committed?: () => void;
  /** Called when a transaction was undone: what was remembered of it is wrong. */
  readonly undone?: () => void;
};

/**
 * Writes of many callers in one transaction per turn of the event loop, so that they share one sync to disk.
 * A job that throws `RevisionConflict` fails alone, and what it has written by then stays. Any other throw undoes the group,
 * and its jobs are tried one by one.
 */
export class GroupCommit {
  #queue: Job[] = [];
  #weight = 0;
  #scheduled = false;
  #closed = false;

  constructor(
    private readonly db: DatabaseSync,
    private readonly limits: GroupLimits = {},
  ) {}

  /** Runs `work` inside the next transaction; `settle` is called after the commit. Throws `Unavailable` when too much waits. */
  submit<T>(
    weight: number,
    work: () => T,
    settle: (failure: Error | undefined, result: T) => void,
    mayBeLost = false,
  ): void {
    if (this.#closed) throw new Unavailable('the store is closed');
    if (this.#weight + weight > (this.limits.waiting ?? 200_000) && this.#queue.length > 0)
      throw new Unavailable('too much is waiting to be written');
    this.#queue.push({ weight, mayBeLost, work, settle: settle as Job['settle'] });
    this.#weight += weight;
    this.#schedule();
  }

  /** The same as a promise. */
  run<T>(weight: number, work: () => T, mayBeLost = false): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const settle = (failure: Error | undefined, result: T): void => {
        if (failure) reject(failure);
        else resolve(result);
      };
      this.submit(weight, work, settle, mayBeLost);
    });
  }

  /** Writes what waits, then refuses more. */
  close(): void {
    this.#closed = true;
    while (this.#queue.length > 0) this.#flush();
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#flush();
      if (this.#queue.length > 0) this.#schedule();
    });
  }

  #flush(): void {
    const limit = this.limits.jobs ?? 1000;
    const group = this.#queue.length <= limit ? this.#queue : this.#queue.slice(0, limit);
    this.#queue = this.#queue.length <= limit ? [] : this.#queue.slice(limit);
    for (const { weight } of group) this.#weight -= weight;
    const done = this.#write(group);
    if (done.some(({ failure }) => failure === undefined)) this.limits.committed?.();
    for (const { job, failure, result } of done) job.settle(failure, result);
  }

  #write(group: readonly Job[]): readonly Done[] {
    if (group.length === 0) return [];
    try {
      const light = group.every(({ mayBeLost }) => mayBeLost);
      return light ? unsynced(this.db, () => write(this.db, group)) : write(this.db, group);
    } catch (error) {
      this.limits.undone?.();
      if (group.length > 1 && this.db.isOpen) return group.flatMap((job) => this.#write([job]));
      const failure = asFailure(error);
      return group.map((job) => ({
        job,
        failure: Error.isError(failure) ? failure : new Error(String(failure)),
        result: undefined,
      }));
    }
  }
}

const write = (db: DatabaseSync, group: readonly Job[]): readonly Done[] => transaction(db, () => group.map(attempt));

function attempt(job: Job): Done {
  try {
    return { job, failure: undefined, result: job.work() };
  } catch (error) {
    if (error instanceof RevisionConflict) return { job, failure: error, result: undefined };
    throw error;
  }
}
