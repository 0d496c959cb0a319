import { setTimeout as pause } from 'node:timers/promises';
import { shanghaiInstant } from '@pcrm/contracts';
import type { Branch } from '../process/branch.js';
import { page, settled } from '../oracle/reading.js';
import type { Oracle } from '../oracle/oracle.js';
import { assignedAtFirst, closingOf, dateOf, deedsOf, feedOf, importOf, yesTo, type Standing } from './days.js';
import type { Deed, FeedDeed } from './deed.js';
import {
  administrator,
  analyst,
  clientsCsv,
  clientsOf,
  FIRST_DAY,
  managerOf,
  managersOf,
  OUTLET_IDS,
  OUTLETS_CSV,
  STAFF_CSV,
} from './people.js';

/** Parts of a day; whoever disturbs does so in one of them. */
export type Phase = 'morning' | 'work' | 'closing';
/** Does the work of a phase, undisturbed or not: when it resolves, all of it is acknowledged. */
export type Disturb = (day: number, phase: Phase, work: () => Promise<void>) => Promise<void>;
export const undisturbed: Disturb = async (_day, _phase, work) => work();

export type Telling = {
  readonly branch: Branch;
  readonly seed: number;
  readonly oracle: Oracle;
  readonly standing: Standing;
  readonly disturb: Disturb;
};

/** Where a story begins: this many clients in each outlet. */
export const beginning = (each: number): Standing => ({
  clients: OUTLET_IDS.flatMap((outletId) => clientsOf(outletId, each)),
  maintainers: new Map(),
  balances: new Map(),
  consents: new Map(),
});
export const FIRST_INSTANT = shanghaiInstant(FIRST_DAY, 7);

/** People, clients and the first assignment. */
export async function tellBeginning({ branch, seed, oracle, standing }: Telling): Promise<void> {
  await branch.acknowledged(importOf(seed, 'outlets/import', administrator, OUTLETS_CSV));
  await branch.acknowledged(importOf(seed, 'staff/import', administrator, STAFF_CSV));
  await settled(branch);
  await branch.acknowledged(importOf(seed, 'clients/import', analyst, clientsCsv(standing.clients)));
  await settled(branch);
  for (const outletId of OUTLET_IDS) await done(branch, oracle, assignedAtFirst(seed, outletId, standing));
  await settled(branch);
}

/** One day: at eight what is due is sent and suggested, in the day the staff act and core banking sends, at night the day is closed. */
export async function tellDay(telling: Telling, day: number): Promise<void> {
  const { branch, seed, oracle, standing, disturb } = telling;
  const at = (hour: number): Promise<void> => branch.clock.standAt(shanghaiInstant(dateOf(day), hour));
  await disturb(day, 'morning', async () => {
    await at(8);
    await settled(branch);
  });
  await at(10);
  await settled(branch);
  const deeds = [...deedsOf(seed, day, standing), ...(await yeses(telling))];
  const feed = feedOf(seed, day, standing);
  await disturb(day, 'work', async () => {
    await Promise.all([...deeds.map((deed) => done(branch, oracle, deed)), fed(branch, oracle, feed)]);
    await settled(branch);
  });
  await at(23);
  await disturb(day, 'closing', async () => {
    await fed(branch, oracle, closingOf(seed, day));
    await settled(branch);
  });
  await toldOfMessages(branch);
  await settled(branch);
}

async function done(branch: Branch, oracle: Oracle, deed: Deed): Promise<void> {
  await branch.acknowledged(deed.call);
  oracle.acknowledged(deed);
}

async function fed(branch: Branch, oracle: Oracle, feed: FeedDeed): Promise<void> {
  await branch.acknowledged(feed.call);
  oracle.fed(feed);
}

/** A yes to each greeting that waits. */
async function yeses({ branch, seed, standing }: Telling): Promise<readonly Deed[]> {
  const managers = OUTLET_IDS.flatMap((id) => managersOf(id).map((staffId) => managerOf(id, staffId)));
  const lists = await Promise.all(
    managers.map((who) =>
      page<{ readonly messageId: string; readonly clientId: string }>(branch, who, 'outbound-messages/waiting'),
    ),
  );
  return lists.flat().flatMap(({ messageId, clientId }) => {
    const client = standing.clients.find((one) => one.clientId === clientId);
    return client ? [yesTo(seed, messageId, client, standing)] : [];
  });
}

/** Longer than any machine needs for what is on its way. */
const ON_ITS_WAY_MS = 300_000;

/** Receipts have come, and what a dead process had left on its way was asked about. Throws where that never comes. */
export async function toldOfMessages(branch: Branch): Promise<void> {
  const last = performance.now() + ON_ITS_WAY_MS;
  for (const status of ['dispatching', 'unknown', 'dispatched']) {
    for (;;) {
      const left = await page<{ readonly messageId: string }>(branch, analyst, `outbound-messages?status=${status}`);
      if (left.length === 0) break;
      if (performance.now() > last)
        throw new Error(`${String(left.length)} texts are ${status} and stay so: ${String(left[0]?.messageId)}`);
      await pause(30);
    }
  }
}
