import type { Branch } from '../process/branch.js';
import type { Standing } from '../story/days.js';
import { administrator, analyst, branchManager, headOf, managersOf, OUTLET_IDS } from '../story/people.js';
import type { Board, ComplianceLine } from './book-checks.js';
import type { FactSeen } from './fact-checks.js';
import type { FeedSeen, Observed, Oracle } from './oracle.js';
import { page, read, SERVICES } from './reading.js';

const FACTS_AT_ONCE = 1_000;

/** Looks at everything that the oracle asks about. */
export async function observe(branch: Branch, oracle: Oracle, standing: Standing): Promise<Observed> {
  const staff = OUTLET_IDS.flatMap((outletId) => managersOf(outletId).map((staffId) => ({ outletId, staffId })));
  const [facts, books, boards, outlets, lines, taken, feeds, balances, parked] = await Promise.all([
    factsOf(branch),
    Promise.all(staff.map(async (one) => [one.staffId, await bookOf(branch, one)] as const)),
    Promise.all(OUTLET_IDS.map((id) => read<Board>(branch, headOf(id), 'load-board'))),
    read<{ items: readonly ComplianceLine[] }>(branch, branchManager, 'compliance/outlets'),
    Promise.all(
      OUTLET_IDS.map((id) => read<{ items: readonly ComplianceLine[] }>(branch, headOf(id), 'compliance/staff')),
    ),
    page<{ readonly key: string }>(branch, administrator, 'sms-receipts/sandbox/messages'),
    feedsOf(branch, oracle),
    balancesOf(branch, standing),
    parkedIn(branch),
  ]);
  return {
    ...{ facts, boards, feeds, balances, parked, books: new Map(books) },
    compliance: { outlets: outlets.items, staff: lines.flatMap(({ items }) => items) },
    taken: taken.map(({ key }) => key),
  };
}

type FactsPage = { readonly facts: readonly { readonly position: string; readonly fact: FactSeen }[] };

/** All facts, in their order. */
export async function factsOf(branch: Branch): Promise<readonly FactSeen[]> {
  const all: FactSeen[] = [];
  for (let after = ''; ;) {
    const asked = `internal/facts?limit=${String(FACTS_AT_ONCE)}${after && `&after=${after}`}`;
    const { facts } = await read<FactsPage>(branch, administrator, asked);
    all.push(...facts.map(({ fact }) => fact));
    if (facts.length < FACTS_AT_ONCE) return all;
    after = facts.at(-1)?.position ?? '';
  }
}

const bookOf = async (branch: Branch, { outletId, staffId }: { outletId: string; staffId: string }) =>
  (await page<{ readonly clientId: string }>(branch, headOf(outletId), `books/${staffId}`)).map(
    ({ clientId }) => clientId,
  );

async function feedsOf(branch: Branch, { newestFeeds }: Oracle): Promise<ReadonlyMap<string, FeedSeen>> {
  const seen = newestFeeds.map(
    async ({ call: { key } }) => [key, await read<FeedSeen>(branch, analyst, `feeds/${key}`)] as const,
  );
  return new Map(await Promise.all(seen));
}

type Listed = { readonly clientId: string; readonly totalFen: number | null };

/** Of everybody of whom a balance was sent. */
async function balancesOf(branch: Branch, { balances }: Standing): Promise<ReadonlyMap<string, number>> {
  const lists = await Promise.all(OUTLET_IDS.map((id) => page<Listed>(branch, headOf(id), 'clients')));
  const listed = new Map(lists.flat().map(({ clientId, totalFen }) => [clientId, totalFen]));
  return new Map([...balances.keys()].map((clientId) => [clientId, listed.get(clientId) ?? 0]));
}

async function parkedIn(branch: Branch): Promise<number> {
  const pages = await Promise.all(
    SERVICES.map((service) => read<{ keys: readonly unknown[] }>(branch, administrator, `internal/${service}/parked`)),
  );
  return pages.reduce((sum, { keys }) => sum + keys.length, 0);
}
