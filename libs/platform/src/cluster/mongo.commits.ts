import { type Commit, pause, Unavailable } from '@pcrm/event-sourcing';
import mongoose, { type mongo } from 'mongoose';
import { type Claim, Decisions } from './commit-decisions.js';
import { carryOut, claimsOf, type Planned, planOf } from './commit-plan.js';
import { Gathering } from './mongo.gathering.js';
import { isDuplicate } from './mongo.failures.js';

const { ObjectId } = mongoose.mongo;

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
  readonly #gathering = new Gathering(
    (commits) => this.#together(commits),
    (commit) => this.#alone(commit),
  );
  readonly #closing = new AbortController();

  constructor(
    private readonly db: mongo.Db,
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
  }

  /** Throws `VersionConflict` when a row is not as it was expected: then nothing was written. */
  commit(commit: Commit): Promise<void> {
    return this.#gathering.commit(commit);
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

  async #together(commits: readonly Commit[]): Promise<ReadonlyMap<Commit, Error> | undefined> {
    const claim = this.#claimOf(commits);
    return await this.#under(claim, async () => {
      if (await this.#claim(claim)) return await this.#make(claim._id, commits);
      return undefined;
    });
  }

  /** Waits for whoever is in the way. */
  async #alone(commit: Commit): Promise<void> {
    const claim = this.#claimOf([commit]);
    const refused = await this.#under(claim, async () => {
      while (!(await this.#claim(claim))) await this.#wait(await this.#standing({ rows: { $in: [...claim.rows] } }));
      return await this.#make(claim._id, [commit]);
    });
    for (const why of refused.values()) throw why;
  }

  #claimOf(commits: readonly Commit[]): Claim {
    const tables = new Set(commits.flatMap(({ writes }) => writes.map(({ table }) => table.name)));
    const _id = new ObjectId().toHexString();
    return { _id, owner: this.#owner, rows: commits.flatMap(claimsOf), tables: [...tables] };
  }

  async #under<Result>({ _id }: Claim, work: () => Promise<Result>): Promise<Result> {
    this.#active.add(_id);
    try {
      return await work();
    } finally {
      this.#active.delete(_id);
    }
  }

  /** False when somebody else has one of these rows. */
  async #claim(claim: Claim): Promise<boolean> {
    try {
      await this.#claims.insertOne(claim);
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  /** Makes what is claimed; answers what was not made, and why. */
  async #make(id: string, commits: readonly Commit[]): Promise<ReadonlyMap<Commit, Error>> {
    const { plan, refused } = await this.#planned(id, commits);
    if (plan.commits.length > 0) {
      if (!(await this.#decisions.decide(plan))) throw new Unavailable('a commit took so long that it was given up');
      await carryOut(this.db, plan);
      await this.#decisions.forget(id);
    } else await this.#letGo(id);
    this.#met.delete(id);
    return refused;
  }

  /** Nothing was decided when this fails, so that others need not wait for it. */
  async #planned(id: string, commits: readonly Commit[]): Promise<Planned> {
    try {
      return await planOf(this.db, id, commits);
    } catch (error) {
      await this.#letGo(id);
      throw error;
    }
  }
  async #letGo(id: string): Promise<void> {
    await this.#claims.deleteOne({ _id: id }).catch(() => undefined); // left over, it will be given up
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
    if (plan) await carryOut(this.db, plan);
    await this.#decisions.forget(id);
    this.#met.delete(id);
  }

  #standing(filter: mongo.Filter<Claim>): Promise<Standing[]> {
    return this.#claims.find(filter, { projection: { owner: 1 } }).toArray();
  }
}
