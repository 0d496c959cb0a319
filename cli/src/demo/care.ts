import type { SigningStage, Tier } from '@pcrm/contracts';
import type { Staff } from './branch.js';
import type { DemoClient } from './portfolio.js';

/** What the generator remembers of one client while it acts for the staff. */
export type Care = {
  readonly client: DemoClient;
  averageFen: number;
  tier: Tier | undefined;
  maintainer: Staff | undefined;
  /** Day on which the head will assign a client found as potential. */
  assignOn: number | undefined;
  pursuit: Pursuit | undefined;
  /** No further pursuit: declined, or not meant to be. */
  left: boolean;
  /** Marked by the head as having potential (A2b). */
  judged: boolean;
  lastContact: number;
  /** Credits of the month (call 1, meeting 2). */
  credits: number;
};
export type Pursuit = {
  stage: SigningStage;
  readonly target: Tier;
  nextOn: number;
  readonly ending: 'signs' | 'declines' | 'stalls';
};

export const careFor = (client: DemoClient): Care => ({
  client,
  averageFen: client.signed?.openingAverageFen ?? 0,
  tier: client.signed?.tier,
  maintainer: undefined,
  assignOn: undefined,
  pursuit: undefined,
  left: false,
  judged: false,
  lastContact: -60,
  credits: 0,
});

/** The tier an average stands for, in fen; undefined below gold. */
export function tierFor(averageFen: number): Tier | undefined {
  if (averageFen >= 100_000_000) return 'diamond';
  if (averageFen >= 50_000_000) return 'platinum';
  return averageFen >= 10_000_000 ? 'gold' : undefined;
}
const ORDER: readonly (Tier | undefined)[] = [undefined, 'gold', 'platinum', 'diamond'];
export const isHigher = (tier: Tier | undefined, than: Tier | undefined): boolean =>
  ORDER.indexOf(tier) > ORDER.indexOf(than);
