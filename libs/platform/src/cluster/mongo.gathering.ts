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
 * with their number. Each stands or is refused by itself. Two that touch the same row are never made together.
 */
export class Gathering {
  #waiting: Waiting[] = [];
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
      void this.#make(this.#take());
      this.#beginSoon();
    });
  }

  #take(): readonly Waiting[] {
    const claimed = new Set<string>();
    const some: Waiting[] = [];
    const left: Waiting[] = [];
    for (const one of this.#waiting) {
      const fits = claimed.size === 0 || (claimed.size + one.claims.length <= MOST && !one.claims.some((claim) => claimed.has(claim))); // prettier-ignore
      (fits ? some : left).push(one);
      // Also those of one that must wait: what comes behind it does not overtake it.
      for (const claim of one.claims) claimed.add(claim);
    }
    this.#waiting = left;
    return some;
  }

  async #make(some: readonly Waiting[]): Promise<void> {
    this.#free -= 1;
    try {
      const refused = await this.together(some.map(({ commit }) => commit));
      for (const { commit, made } of some) {
        const why = refused?.get(commit);
        if (!refused) this.alone(commit).then(made.resolve, made.reject);
        else if (why) made.reject(why);
        else made.resolve();
      }
    } catch (error) {
      for (const { made } of some) made.reject(error);
    } finally {
      this.#free += 1;
      this.#beginSoon();
    }
  }
}
