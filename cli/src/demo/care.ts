import type { Tier } from '@pcrm/contracts';
import type { Staff } from './branch.js';
import type { DemoClient } from './portfolio.js';

/** What the generator remembers of one client while it acts for the staff. Days are numbers, 0 the first. */
export type Care = {
  readonly client: DemoClient;
  averageFen: number;
  tier: Tier | undefined;
  /** Day on which `tier` began; -1 when signed before the first. */
  since: number;
  /** Month ends in a row below the standard of `tier`. */
  below: number;
  /** The tier above their own that the average has reached as of the evening before (A2a). */
  reached: Tier | undefined;
  /** Follow-up ended by the client: no mark through this day, unless a large amount comes in after `declinedOn` (P4). */
  cooling: { readonly declinedOn: number; readonly until: number; reopened: boolean } | undefined;
  maintainer: Staff | undefined;
  /** Day on which the head will assign a client found as potential, and to whom when that is settled. */
  assignOn: number | undefined;
  assignTo: string | undefined;
  pursuit: Pursuit | undefined;
  /** Marked by the head as having potential (A2b), once. */
  judged: boolean;
  /** Consents were asked for and the file is complete. */
  filed: boolean;
  lastContact: number;
  /** Day of the next step promised in the last contact. */
  promisedOn: number | undefined;
  /** Nobody calls before this day. */
  silentUntil: number;
  /** Credits of the month (call 1, meeting 2). */
  credits: number;
  /** Large amounts that come in or go out on a day, in fen. */
  readonly moves: Map<number, number>;
};
/** How a pursuit ends: `waits` and `holds` go on to sign when the standard is reached meanwhile, else the head takes the mark back. */
export type Ending = 'signs' | 'declines' | 'unreachable' | 'holds' | 'waits';
export type Pursuit = {
  stage: 'ALLOCATED' | 'PREPARING' | 'INVITED' | 'CONTACTED' | 'PRESENTED';
  readonly ending: Ending;
  /** Day of the invitation; undefined before it is planned. */
  inviteOn: number | undefined;
  nextOn: number;
  onHold: boolean;
  /** Calls without an answer, or talks since the service was presented. */
  talks: number;
};

export const careFor = (client: DemoClient): Care => ({
  client,
  averageFen: client.signed?.openingAverageFen ?? 0,
  tier: client.signed?.tier,
  since: -1,
  below: 0,
  reached: undefined,
  cooling: undefined,
  maintainer: undefined,
  assignOn: undefined,
  assignTo: undefined,
  pursuit: undefined,
  judged: false,
  filed: false,
  lastContact: -60,
  promisedOn: undefined,
  silentUntil: -1,
  credits: 0,
  moves: new Map(),
});

export const pursuitOf = (ending: Ending, nextOn: number): Pursuit => ({
  stage: 'ALLOCATED',
  ending,
  inviteOn: undefined,
  nextOn,
  onHold: false,
  talks: 0,
});
