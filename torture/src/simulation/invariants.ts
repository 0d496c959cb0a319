import type { ServiceDefinition } from '@pcrm/event-sourcing';
import { acknowledgedIsKept, everyRequestIsAnswered, nothingTwice } from './check-acknowledged.js';
import { contactsAreCounted } from './check-contacts.js';
import { feedIsKept } from './check-feed.js';
import { oneManagerPerClient } from './check-books.js';
import { ratiosAreKept } from './check-ratios.js';
import { readersSeeWhatTheyDid } from './check-reads.js';
import { consentsAreKnown, sendingsAreLawful } from './check-sendings.js';
import { everyFactIsSaid, nothingParks, totalsAreSums, viewsAreFolds } from './check-views.js';
import type { Check, Evidence, Remains } from './evidence.js';

/** What must hold when everything has come to rest, whatever happened on the way. */
const CHECKS: { readonly [name: string]: Check } = {
  'answered': everyRequestIsAnswered,
  'acknowledged is kept': acknowledgedIsKept,
  'readers see what they did': readersSeeWhatTheyDid,
  'feed is kept': feedIsKept,
  'nothing twice': nothingTwice,
  'one manager per client': oneManagerPerClient,
  'ratios are kept': ratiosAreKept,
  'sendings are lawful': sendingsAreLawful,
  'consents are known': consentsAreKnown,
  'contacts are counted': contactsAreCounted,
  'every fact is said': everyFactIsSaid,
  'nothing parks': nothingParks,
  'totals are sums': totalsAreSums,
  'views are folds': viewsAreFolds,
  'one relay at a time': ({ branch }) => branch.stores.watch.wrong,
}; // prettier-ignore

export async function violations(
  branch: Remains,
  { done, reads }: Pick<Evidence, 'done' | 'reads'>,
  definitions: readonly ServiceDefinition[],
): Promise<readonly string[]> {
  const facts = await branch.stores.events.readAll(undefined, 1e9);
  const wrong: string[] = [];
  for (const [name, check] of Object.entries(CHECKS)) {
    const found = await check({ branch, done, reads, definitions, facts });
    wrong.push(...found.map((what) => `${name}: ${what}`));
  }
  return wrong;
}
