import { setTimeout as pause } from 'node:timers/promises';
import { addDays, clientIdOf, shanghaiInstant } from '@pcrm/contracts';
import { page, read, settled } from '../oracle/reading.js';
import type { Branch } from '../process/branch.js';
import { closingOn, importOf } from '../story/days.js';
import { analyst, clientsWith, headOf, managerOf, managersOf } from '../story/people.js';
import { expect, onCopy, type Scene, type Template } from './scene.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** From eleven at night until texts may leave again. */
const UNTIL_OPEN_MS = 12 * HOUR_MS;
const LIVE_MS = 10_000;

const healthOf = async (branch: Branch): Promise<number> => (await fetch(`${await branch.url}/health/live`)).status;

/** Alive again within the time that a prober would give it. */
async function alive(branch: Branch, when: string): Promise<void> {
  const until = performance.now() + LIVE_MS;
  let status = 0;
  for (; status !== 200 && performance.now() < until; await pause(100)) status = await healthOf(branch);
  expect(status === 200, `not alive ${when}: ${String(status)}`);
}

/** The clock of the machine jumps a day ahead and back, while it runs and across a kill: work goes on, nothing is lost or done twice. */
export const jumpingClock = (template: Template): Promise<void> =>
  onCopy(template, async (scene) => {
    const { branch } = scene;
    const behind = branch.clock.now() - Date.now();
    await branch.clock.runAhead(behind);
    await branch.start();
    await scene.work(20);
    for (const [ahead, when] of [
      [DAY_MS, 'a day ahead'],
      [0, 'back again'],
    ] as const) {
      await branch.clock.runAhead(behind + ahead);
      await alive(branch, when);
      await scene.work(20);
    }
    await branch.clock.runAhead(behind + DAY_MS);
    await scene.work(10);
    await branch.end('SIGKILL');
    await branch.clock.runAhead(behind);
    await branch.start();
    await alive(branch, 'after a kill a day ahead');
    // What was asked for a day ahead leaves a day ahead.
    await scene.whole(DAY_MS + HOUR_MS);
  });

type Days = { readonly closedThrough: string | null };

/** Each date is closed in turn, with a contact on it, through the turn of a year or of a February. */
async function lived(scene: Scene, first: string, days: number): Promise<void> {
  const { branch } = scene;
  for (let nth = 0; nth < days; nth++) {
    const date = addDays(first, nth);
    await branch.clock.standAt(shanghaiInstant(date, 9));
    await settled(branch);
    await scene.contacts(3);
    await branch.clock.standAt(shanghaiInstant(date, 23));
    await branch.acknowledged(closingOn(date));
    await settled(branch);
    const { closedThrough } = await read<Days>(branch, analyst, 'business-days');
    expect(closedThrough === date, `${String(closedThrough)} is closed on ${date}`);
  }
}

/** The days of a jump are many: what fell due on each is done in its order. */
async function livedFrom(
  template: Template,
  first: string,
  days: number,
  then: (scene: Scene) => Promise<void>,
): Promise<void> {
  await onCopy(template, async (scene) => {
    await scene.branch.start();
    await lived(scene, first, days);
    await then(scene);
    await scene.whole(UNTIL_OPEN_MS);
  });
}

type Verdicts = { readonly items: readonly { readonly verdicts: { readonly [verdict: string]: number } }[] };

/** The turn of a year: its last day and the first one are closed, the periods of the old year get their verdicts, the new ones begin. */
export const yearEnd = (template: Template): Promise<void> =>
  livedFrom(template, '2026-12-30', 4, async ({ branch, standing }) => {
    const { items } = await read<Verdicts>(branch, headOf('N01'), 'compliance/periods?period=2026-Q4');
    const { met, missed } = items[0]?.verdicts ?? {};
    const all = standing.clients.filter((client) => client.signed && client.outletId === 'N01').length;
    // Three contacts on each of the last two days of the quarter, of another client each.
    expect(met === 6 && missed === all - 6, `the last quarter was judged so: ${JSON.stringify(items)}`);
    const [staffId = ''] = managersOf('N01');
    const [own = ''] = [...standing.maintainers].find(([, holder]) => holder === staffId) ?? [];
    const who = managerOf('N01', staffId);
    const duties = await read<{ items: readonly { period: string }[] }>(branch, who, `duties/clients/${own}`);
    expect(
      duties.items.some(({ period }) => period.startsWith('2027-')),
      `no duty of 2027: ${JSON.stringify(duties.items)}`,
    );
  });

const LEAP_CHILD = 'N01LEAP';
type Sent = { readonly messageId: string; readonly clientId: string; readonly status: string; readonly on: string };

/** 29 February: it is closed like any day, and whoever was born on one is greeted on it, once. */
export const leapDay = (template: Template): Promise<void> =>
  onCopy(template, async (scene) => {
    const { branch, standing } = scene;
    await branch.start();
    await branch.clock.standAt(shanghaiInstant('2028-02-25', 9));
    await settled(branch);
    const [staffId = ''] = managersOf('N01');
    await branch.acknowledged(importOf(28, 'clients/import', analyst, clientsWith(LEAP_CHILD, 'N01', '1984-02-29')));
    await settled(branch);
    const clientId = clientIdOf(LEAP_CHILD);
    const moves = [{ clientId, staffId }];
    await branch.acknowledged({ who: headOf('N01'), method: 'POST', path: 'assignments/batch', body: { moves } });
    standing.maintainers.set(clientId, staffId);
    await lived(scene, '2028-02-26', 1);
    const manager = managerOf('N01', staffId);
    const waiting = await page<Sent>(branch, manager, 'outbound-messages/waiting');
    const greeting = waiting.find((one) => one.clientId === clientId);
    expect(greeting?.on === '2028-02-29', `the greeting is for ${String(greeting?.on)}`);
    const yes = {
      who: manager,
      method: 'POST',
      path: `outbound-messages/${String(greeting?.messageId)}/confirm`,
      body: {},
    };
    await branch.acknowledged(yes);
    await lived(scene, '2028-02-27', 4);
    const sent = (await page<Sent>(branch, manager, 'outbound-messages')).filter((one) => one.clientId === clientId);
    expect(sent.length === 1 && sent[0]?.status === 'delivered', `it was greeted so: ${JSON.stringify(sent)}`);
    await scene.whole(UNTIL_OPEN_MS);
  });
