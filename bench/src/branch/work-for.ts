import { setTimeout as pause } from 'node:timers/promises';
import type { Identity } from '@pcrm/platform';
import { todaysFeed } from '../feeding/feed-text.js';
import { contactBody } from '../serving/contact-body.js';
import { ANALYST, clientsOf, type Listed } from './demo-people.js';
import type { RunningBranch } from './running-branch.js';

/** What was done in the time, answered well. */
export type Worked = { readonly pages: number; readonly contacts: number; readonly records: number };

/** People at once who turn pages, and who log contacts; each begins again when they are answered. */
const READERS = 4;
const CALLERS = 2;
/** Clients of one upload, all classes of each, and the rest between two uploads. */
const FED = 500;
const CLASSES = 6;
const FEED_REST_MS = 1_000;
/** Clients who are worked with. */
const MOST_SEEN = 20_000;

/** A branch at work for so long: pages are turned, contacts logged, and core banking sends what changed. */
export async function workFor(branch: Pick<RunningBranch, 'ask'>, ms: number): Promise<Worked> {
  const seen: readonly Listed[] = await clientsOf((request) => branch.ask(ANALYST, request), MOST_SEEN);
  const outletId = seen[0]?.outletId ?? '';
  const own = seen.filter((one) => one.outletId === outletId);
  const head: Identity = { staffId: 'bench-head', role: 'outletHead', outletId };
  const until = performance.now() + ms;
  /** Again and again until the time is over, beginning at different clients; answers how often. */
  const again = async (nth: number, once: (at: number) => Promise<unknown>): Promise<number> => {
    let times = 0;
    for (; performance.now() < until; times++) await once(nth * 7_919 + times);
    return times;
  };
  const read = (): Promise<unknown> => branch.ask(head, { path: 'clients?limit=50' });
  const log = (at: number): Promise<unknown> => {
    const body: unknown = JSON.parse(contactBody(own[at % own.length]?.clientId ?? ''));
    return branch.ask(head, { method: 'POST', path: 'contacts', body });
  };
  const feed = async (at: number): Promise<void> => {
    const some = Array.from({ length: FED }, (_, nth) => seen[(at * FED + nth) % seen.length] as Listed);
    await branch.ask(ANALYST, { method: 'POST', path: 'feeds', upload: todaysFeed(some, Date.now()) });
    await pause(FEED_REST_MS);
  };
  const all = (count: number, once: (at: number) => Promise<unknown>): Promise<number> =>
    Promise.all(Array.from({ length: count }, (_, nth) => again(nth, once))).then(sumOf);
  const [pages, contacts, feeds] = await Promise.all([all(READERS, read), all(CALLERS, log), all(1, feed)]);
  return { pages, contacts, records: feeds * FED * CLASSES };
}

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
