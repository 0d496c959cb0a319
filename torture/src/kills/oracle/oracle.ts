import type { Standing } from '../story/days.js';
import type { Deed, FeedDeed } from '../story/deed.js';
import { wrongBooks, wrongCompliance, wrongLoads, type Board, type Books, type ComplianceLine } from './book-checks.js';
import { brokenStreams, lostOrDoubled, sentTwice, type FactSeen } from './fact-checks.js';

export type FeedSeen = { readonly accepted: number; readonly duplicate: number; readonly done: boolean };
/** What is found in a branch at rest, through its public entrances. */
export type Observed = {
  readonly facts: readonly FactSeen[];
  readonly books: Books;
  readonly boards: readonly Board[];
  readonly compliance: { readonly outlets: readonly ComplianceLine[]; readonly staff: readonly ComplianceLine[] };
  /** Keys of the texts in the log of the SMS gateway. */
  readonly taken: readonly string[];
  /** By feed id. */
  readonly feeds: ReadonlyMap<string, FeedSeen>;
  /** In fen, by client id. */
  readonly balances: ReadonlyMap<string, number>;
  /** Keys parked in any service. */
  readonly parked: number;
};

const NEWEST_FEEDS = 4;

/** Remembers what was acknowledged, and says what of it is not there, or there twice. */
export class Oracle {
  readonly deeds: Deed[] = [];
  readonly #feeds: FeedDeed[] = [];

  acknowledged(deed: Deed): void {
    this.deeds.push(deed);
  }

  fed(feed: FeedDeed): void {
    this.#feeds.push(feed);
  }

  /** Those before were looked at when they were new, and what they brought is looked at with the balances. */
  get newestFeeds(): readonly FeedDeed[] {
    return this.#feeds.slice(-NEWEST_FEEDS);
  }

  /** Nothing when all is as it must be. */
  complaints(observed: Observed, { maintainers, balances }: Pick<Standing, 'maintainers' | 'balances'>): string[] {
    const { facts, books, boards, compliance, taken } = observed;
    return [
      ...brokenStreams(facts),
      ...lostOrDoubled(this.deeds, facts),
      ...sentTwice(facts, taken),
      ...wrongBooks(maintainers, books),
      ...wrongLoads(boards, books),
      ...wrongCompliance(compliance.outlets, compliance.staff),
      ...this.newestFeeds.flatMap((feed) => wrongFeed(feed, observed.feeds.get(feed.call.key))),
      ...[...observed.balances].flatMap(([clientId, fen]) => wrongBalance(clientId, fen, balances.get(clientId))),
      ...(observed.parked > 0 ? [`${String(observed.parked)} keys are parked`] : []),
    ];
  }
}

function wrongFeed({ call: { key }, lines }: FeedDeed, seen: FeedSeen | undefined): readonly string[] {
  if (!seen?.done) return [`feed ${key} is ${seen ? 'not done' : 'lost'}`];
  const taken = seen.accepted + seen.duplicate;
  return taken === lines ? [] : [`feed ${key} took ${String(taken)} lines of ${String(lines)}`];
}

const wrongBalance = (clientId: string, fen: number, expected: number | undefined): readonly string[] =>
  fen === expected ? [] : [`client ${clientId} has ${String(fen)} fen instead of ${String(expected)}`];
