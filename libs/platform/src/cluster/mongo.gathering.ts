import type { Commit } from '@pcrm/event-sourcing';
import { claimsOf } from './commit-plan.js';

/** Commits that are made together: answers of each why it was not made. Undefined: somebody else has one of their rows; none was made. */
export type Together = (commits: readonly Commit[]) => Promise<ReadonlyMap<Commit, Error> | undefined>;
type Waiting = {
  readonly commit: Commit;
  readonly claims: readonly string[];
  readonly made: PromiseWithResolvers<void>;
};

/** Groups under way at once: a large one does not hold up all others. */
const AT_ONCE = 2;
/** Rows and checkpoints of a group, unless one commit alone has more. */
const MOST = 2_000;

/**
 * Commits that come while others are under way are made together, as one claim and one decision: what that costs does not grow
 * with their number. Each stands or is refused by itself. Two that touch the same row are made one after the other.
 */
export class Gathering {
  #waiting: Waiting[] = [];
  /** Rows of the groups under way. */
  readonly #underWay = new Set<string>();
  #free = AT_ONCE;
  #soon = false;

  constructor(
    private readonly together: Together,
    private readonly alone: (commit: Commit) => Promise<void>,
  ) {}

  commit(commit: Commit): Promise<void> {
    const claims = claimsOf(commit);
    if (claims.length === 0) return Promise.resolve();
    const made = Promise.withResolvers<void>();
    this.#waiting.push({ commit, claims, made });
    this.#beginSoon();
    return made.promise;
  }

  /** What comes in the same moment comes along. */
  #beginSoon(): void {
    if (this.#soon || this.#free === 0 || this.#waiting.length === 0) return;
    this.#soon = true;
    setImmediate(() => {
      this.#soon = false;
      const some = this.#take();
      if (some.length === 0) return; // all wait for the end of what is under way
      void this.#make(some);
      this.#beginSoon();
    });
  }

  #take(): readonly Waiting[] {
    // What is under way, and what must wait: nothing that comes behind it overtakes it.
    const claimed = new Set(this.#underWay);
    const some: Waiting[] = [];
    const left: Waiting[] = [];
    let size = 0;
    for (const one of this.#waiting) {
      const isFree = !one.claims.some((claim) => claimed.has(claim));
      const fits = isFree && (size === 0 || size + one.claims.length <= MOST);
      if (fits) size += one.claims.length;
      (fits ? some : left).push(one);
      for (const claim of one.claims) claimed.add(claim);
    }
    this.#waiting = left;
    return some;
  }

  async #make(some: readonly Waiting[]): Promise<void> {
    const claims = some.flatMap((one) => one.claims);
    this.#free -= 1;
    for (const claim of claims) this.#underWay.add(claim);
    try {
      const refused = await this.together(some.map(({ commit }) => commit));
      for (const one of some) this.#answer(one, refused);
    } catch (error) {
      for (const { made } of some) made.reject(error);
    } finally {
      this.#free += 1;
      for (const claim of claims) this.#underWay.delete(claim);
      this.#beginSoon();
    }
  }

  #answer({ commit, made }: Waiting, refused: ReadonlyMap<Commit, Error> | undefined): void {
    const why = refused?.get(commit);
    if (!refused) this.alone(commit).then(made.resolve, made.reject);
    else if (why) made.reject(why);
    else made.resolve();
  }
}
