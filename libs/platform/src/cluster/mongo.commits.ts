import { type Commit, pause, Unavailable } from '@pcrm/event-sourcing';
import mongoose, { type mongo } from 'mongoose';
import { Decisions } from './commit-decisions.js';
import { carryOut, claimsOf, planOf } from './commit-plan.js';
import { isDuplicate } from './mongo.failures.js';
import type { MongoTables } from './mongo.tables.js';

const { ObjectId } = mongoose.mongo;

/** What a commit under way has taken for itself; no two have the same row, for a unique index holds every row of every claim. */
type Claim = {
  readonly _id: string;
  readonly owner: string;
  readonly rows: readonly string[];
  readonly tables: readonly string[];
};
type Standing = Pick<Claim, '_id' | 'owner'>;
export type MongoCommitsOptions = {
  /** A commit of another process is taken for abandoned when it was under way for so long, in ms. 5 s when absent. */
  readonly abandonedAfter?: number;
};
/** Milliseconds between looks at a commit that is in the way. */
const LOOK_MS = 10;

/**
 * Commits of several documents, all or none, on a server without transactions: claim the rows, look at their versions, record
 * what will be done (with this one document the commit stands), do it, let go. A commit whose process is gone is finished, or
 * given up when nothing was recorded, by whoever meets it. See docs/decisions/0012.
 */
export class MongoCommits {
  readonly #claims: mongo.Collection<Claim>;
  readonly #decisions: Decisions;
  readonly #owner = new ObjectId().toHexString();
  /** Commits this process is at. */
  readonly #active = new Set<string>();
  /** When a commit was first seen in the way, by our own clock. */
  readonly #met = new Map<string, number>();
  readonly #abandonedAfter: number;
  readonly #closing = new AbortController();

  constructor(
    private readonly db: mongo.Db,
    private readonly tables: Pick<MongoTables, 'paths'>,
    { abandonedAfter = 5_000 }: MongoCommitsOptions = {},
  ) {
    this.#claims = db.collection<Claim>('claims');
    this.#decisions = new Decisions(db);
    this.#abandonedAfter = abandonedAfter;
  }

  /** Makes what nothing may be written without. */
  async prepare(): Promise<void> {
    await this.#claims.createIndex({ rows: 1 }, { name: 'rows', unique: true });
    await this.#claims.createIndex({ tables: 1 }, { name: 'tables' });
    await this.#decisions.prepare();
  }

  async commit(commit: Commit): Promise<void> {
    const rows = claimsOf(commit);
    if (rows.length === 0) return;
    const id = new ObjectId().toHexString();
    this.#active.add(id);
    try {
      await this.#claim({ _id: id, owner: this.#owner, rows, tables: commit.writes.map(({ table }) => table.name) });
      const plan = await this.#planned(id, commit);
      if (!(await this.#decisions.decide(plan))) throw new Unavailable('a commit took so long that it was given up');
      await carryOut(this.db, plan);
      await this.#release(id);
    } finally {
      this.#active.delete(id);
    }
  }

  /** Finishes or gives up what stands abandoned; answers whether nothing is under way. */
  async sweep(): Promise<boolean> {
    const standing = await this.#standing({});
    const ids = new Set(standing.map(({ _id }) => _id));
    for (const id of this.#met.keys()) if (!ids.has(id)) this.#met.delete(id);
    for (const claim of standing) if (this.#isAbandoned(claim)) await this.#recover(claim._id);
    return standing.length === 0;
  }

  /** Waits until no commit is under way that touches this table and began before. */
  async settled(table: string): Promise<void> {
    let before = await this.#standing({ tables: table });
    while (before.length > 0) {
      await this.#wait(before);
      before = await this.#standing({ _id: { $in: before.map(({ _id }) => _id) } });
    }
  }

  close(): void {
    this.#closing.abort();
  }

  async #claim(claim: Claim): Promise<void> {
    for (;;) {
      try {
        await this.#claims.insertOne(claim);
        return;
      } catch (error) {
        if (!isDuplicate(error)) throw error;
      }
      await this.#wait(await this.#standing({ rows: { $in: [...claim.rows] } }));
    }
  }

  /** Nothing was decided when this fails, so that others need not wait for it. */
  async #planned(id: string, commit: Commit): ReturnType<typeof planOf> {
    try {
      return await planOf(this.db, id, commit, (names) => this.tables.paths(names));
    } catch (error) {
      await this.#claims.deleteOne({ _id: id }).catch(() => undefined); // left over, it will be given up
      throw error;
    }
  }

  async #release(id: string): Promise<void> {
    await this.#decisions.forget(id);
    await this.#claims.deleteOne({ _id: id }, { writeConcern: { w: 1 } });
    this.#met.delete(id);
  }

  /** Gives those in the way a moment, and takes over from those that are gone. */
  async #wait(inTheWay: readonly Standing[]): Promise<void> {
    const abandoned = inTheWay.filter((claim) => this.#isAbandoned(claim));
    for (const { _id } of abandoned) await this.#recover(_id);
    if (abandoned.length > 0 || inTheWay.length === 0) return;
    await pause(LOOK_MS / 2 + Math.random() * LOOK_MS, this.#closing.signal);
    if (this.#closing.signal.aborted) throw new Unavailable('closing');
  }

  #isAbandoned({ _id, owner }: Standing): boolean {
    if (owner === this.#owner) return !this.#active.has(_id);
    const now = performance.now();
    const met = this.#met.get(_id) ?? now;
    this.#met.set(_id, met);
    return now - met >= this.#abandonedAfter;
  }

  async #recover(id: string): Promise<void> {
    const plan = await this.#decisions.take(id);
    if (plan) {
      await carryOut(this.db, plan);
      await this.#decisions.forget(id);
    }
    await this.#claims.deleteOne({ _id: id });
    this.#met.delete(id);
  }

  #standing(filter: mongo.Filter<Claim>): Promise<Standing[]> {
    return this.#claims.find(filter, { projection: { owner: 1 } }).toArray();
  }
}
