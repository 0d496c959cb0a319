import { type Held, type Lease, Unavailable } from '@pcrm/event-sourcing';
import type { mongo } from 'mongoose';
import { Bell } from '../embedded/bell.js';
import { answering, isDuplicate } from './mongo.failures.js';

/** Who holds it may, until so long after `renewed`, by the server's clock. Never removed: the token grows for ever. */
type Line = { readonly _id: string; readonly token: number; readonly held: boolean; readonly renewed: Date };
type Holding = {
  readonly name: string;
  readonly token: number;
  /** By our own steady clock, before the renewal was asked for: the server cannot have noted an earlier time. */
  renewed: number;
  end(): Promise<void>;
};
export type MongoLeaseOptions = {
  /** A lease lapses so long after its last renewal, in ms; 6 s when absent. */
  readonly lives?: number;
};

/** How often who waits looks again, in ms. */
const LOOK_MS = 250;

/**
 * Leases in MongoDB. Whether one has lapsed is decided by the clock of the server alone; a holder that could not renew in time
 * gives up before that, by its own steady clock. One that was paused through both is stopped by its token.
 */
export class MongoLease implements Lease {
  readonly #lines: mongo.Collection<Line>;
  readonly #held = new Set<Holding>();
  readonly #closing = new AbortController();
  readonly #lives: number;
  readonly #released = new Bell();
  #renewing: NodeJS.Timeout | undefined;

  /** `db` belongs to whoever opened it. */
  constructor(db: mongo.Db, { lives = 6_000 }: MongoLeaseOptions = {}) {
    this.#lines = db.collection<Line>('leases');
    this.#lives = lives;
  }

  async acquire(name: string, signal: AbortSignal): Promise<Held | undefined> {
    const ended = AbortSignal.any([signal, this.#closing.signal]);
    while (!ended.aborted) {
      const { rings } = this.#released;
      const asked = performance.now();
      const token = await this.#take(name);
      if (token !== undefined && !ended.aborted) return this.#hold(name, token, asked);
      if (token !== undefined) await this.#release(name, token);
      else await this.#released.wait(rings, LOOK_MS / 2 + (Math.random() * LOOK_MS) / 2, ended);
    }
    return undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort();
    clearInterval(this.#renewing);
    await Promise.all([...this.#held].map((holding) => holding.end()));
  }

  /** The next token, when nobody holds the lease. An outage is waited out: there is nothing else to do without it. */
  async #take(name: string): Promise<number | undefined> {
    try {
      return await answering(async () => {
        const free = {
          $or: [{ held: false }, { $expr: { $lte: ['$renewed', { $subtract: ['$$NOW', this.#lives] }] } }],
        };
        const update = { $inc: { token: 1 }, $set: { held: true }, $currentDate: { renewed: true as const } };
        const taken = await this.#lines.findOneAndUpdate({ _id: name, ...free }, update, { returnDocument: 'after' });
        if (!taken) await this.#begin(name);
        return taken?.token;
      });
    } catch (error) {
      if (error instanceof Unavailable) return undefined;
      throw error;
    }
  }

  async #begin(name: string): Promise<void> {
    try {
      const line = { $setOnInsert: { token: 0, held: false, renewed: new Date(0) } };
      await this.#lines.updateOne({ _id: name }, line, { upsert: true });
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
  }

  #hold(name: string, token: number, renewed: number): Held {
    const lost = new AbortController();
    const holding: Holding = {
      name,
      token,
      renewed,
      end: async () => {
        if (!this.#held.delete(holding)) return;
        lost.abort();
        await this.#release(name, token);
        this.#released.ring();
      },
    };
    this.#held.add(holding);
    this.#renewing ??= setInterval(() => void this.#renew(), this.#lives / 6).unref();
    return { token, lost: lost.signal, [Symbol.asyncDispose]: () => holding.end() };
  }

  /** What cannot be released lapses. */
  async #release(name: string, token: number): Promise<void> {
    await this.#lines.updateOne({ _id: name, token }, { $set: { held: false } }).catch(() => undefined);
  }

  async #renew(): Promise<void> {
    for (const holding of [...this.#held]) {
      // Two thirds: the rest is for whoever looks at `lost` and ends what it is at.
      if (performance.now() - holding.renewed > (this.#lives * 2) / 3) void holding.end();
      else void this.#extend(holding);
    }
    if (this.#held.size > 0) return;
    clearInterval(this.#renewing);
    this.#renewing = undefined;
  }

  async #extend(holding: Holding): Promise<void> {
    const asked = performance.now();
    const { name, token } = holding;
    try {
      const update = { $currentDate: { renewed: true as const } };
      const { matchedCount } = await this.#lines.updateOne({ _id: name, token, held: true }, update);
      if (matchedCount === 1) holding.renewed = Math.max(holding.renewed, asked);
      else await holding.end();
    } catch {
      // Again in a moment; if it does not come right in time, the lease is lost.
    }
  }
}
