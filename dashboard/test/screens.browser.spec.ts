import type { Browser } from 'playwright-core';
import { openBranch, type Branch } from './branch.js';
import {
  ask,
  go,
  LOOKS,
  openBrowser,
  overflow,
  shoot,
  signInAs,
  sitDown,
  SIZES,
  violations,
  type Desk,
  type Size,
} from './desk.js';

type Persona = { readonly staffId: string; readonly role: string; readonly outletId?: string };
type Line = { readonly clientId: string; readonly staffId: string };

let branch: Branch;
let browser: Browser;
/** A head, and a manager of theirs who pursues somebody. */
let people: { head: string; manager: string; teller: string; branchManager: string; administrator: string };
let client: string;

beforeAll(async () => {
  branch = await openBranch();
  browser = await openBrowser();
  const desk = await sitDown(browser, branch.url);
  const personas = await ask<readonly Persona[]>(desk, 'session/personas');
  const of = (role: string, outletId?: string) =>
    personas.find((persona) => persona.role === role && (outletId === undefined || persona.outletId === outletId))
      ?.staffId ?? '';
  await signInAs(desk, of('branchManager'));
  const { items } = await ask<{ items: readonly Line[] }>(desk, 'progress-table?limit=1');
  const [pursued] = items;
  if (!pursued) throw new Error('the small branch pursues nobody');
  const outletId = personas.find(({ staffId }) => staffId === pursued.staffId)?.outletId;
  client = pursued.clientId;
  people = {
    manager: pursued.staffId,
    head: of('outletHead', outletId),
    teller: of('teller', outletId),
    branchManager: of('branchManager'),
    administrator: of('administrator'),
  };
  await desk.context.close();
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await branch?.stop();
});

/** Every screen as somebody who has it, and what stands on it when it is there. */
const SCREENS = [
  ['today', 'manager', '/today', '.day-row, .empty'],
  ['clients', 'manager', '/clients', '.grid-body, .card'],
  ['client-card', 'manager', '/clients/CLIENT', '.facts'],
  ['pipeline', 'manager', '/pipeline', '.grid-body, .card'],
  ['pipeline-board', 'manager', '/pipeline?layout=board', '.board-column'],
  ['compliance-own', 'manager', '/compliance', '.heat-table'],
  ['sms', 'manager', '/sms', '.sms-row, .empty'],
  ['outlet', 'head', '/outlet', '.load'],
  ['allocation', 'head', '/allocation', '.load'],
  ['compliance', 'head', '/compliance', '.heat-table'],
  ['compliance-clients', 'head', '/compliance?tab=byClient', '.grid-body, .card'],
  ['compliance-closed', 'head', '/compliance?tab=closed', '.heat-table, .empty'],
  ['teller-today', 'teller', '/today', '.day-row, .empty'],
  ['branch-outlet', 'branchManager', '/outlet', '.load'],
  ['branch-compliance', 'branchManager', '/compliance', '.heat-table'],
  ['branch-compliance-outlets', 'branchManager', '/compliance?tab=byOutlet', '.heat-table'],
  ['administration', 'administrator', '/admin', 'table, .empty'],
  ['you', 'manager', '/you', '.you-screens'],
] as const;

describe.each(LOOKS.flatMap((look) => (Object.keys(SIZES) as Size[]).map((size) => ({ look, size }))))(
  'in $look on the $size',
  ({ look, size }) => {
    let desk: Desk;
    beforeAll(async () => {
      desk = await sitDown(browser, branch.url, look, size);
    });
    afterAll(() => desk.context.close());

    it('the way in has no barrier', async () => {
      await go(desk, '/');
      await desk.page.waitForSelector('.personas button');
      await shoot(desk.page, `${look}-${size}-sign-in`);
      expect(await violations(desk.page)).toEqual([]);
      expect(await overflow(desk.page)).toBe(0);
    }, 60_000);

    it.each(SCREENS)(
      '%s has no barrier and does not stick out',
      async (name, who, path, there) => {
        await signInAs(desk, people[who]);
        await go(desk, path.replace('CLIENT', client));
        await desk.page.waitForSelector(there);
        await desk.page.waitForFunction(() => !document.querySelector('.waiting'));
        await shoot(desk.page, `${look}-${size}-${name}`);
        expect(await violations(desk.page)).toEqual([]);
        expect(await overflow(desk.page)).toBe(0);
        expect(desk.faults).toEqual([]);
      },
      60_000,
    );

    it('a drawer has no barrier either, and gives the focus back', async () => {
      await signInAs(desk, people.manager);
      await go(desk, `/clients/${client}`);
      const log = desk.page.getByRole('button', { name: '记录联系', exact: true });
      await log.click();
      await desk.page.getByRole('dialog').getByText('联系上了').waitFor();
      await shoot(desk.page, `${look}-${size}-log`);
      expect(await violations(desk.page)).toEqual([]);
      await desk.page.keyboard.press('Escape');
      await desk.page.getByRole('dialog').waitFor({ state: 'hidden' });
      await desk.page.waitForFunction(() => document.activeElement?.textContent === '记录联系');
    }, 60_000);
  },
);

it('a barrier is seen where there is one', async () => {
  const desk = await sitDown(browser, branch.url);
  await desk.page.setContent('<main><h1>P</h1><img src="data:," /></main>');
  expect(await violations(desk.page)).toContainEqual(expect.stringContaining('image-alt'));
  await desk.context.close();
}, 60_000);
