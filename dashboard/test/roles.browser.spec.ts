import type { Browser } from 'playwright-core';
import { openBranch, type Branch } from './branch.js';
import { ask, go, openBrowser, sitDown, violations, type Desk } from './desk.js';
import { seat, type Persona } from './pursued.js';

/** Which role may open which screen; any other address answers with a sentence. The card of a client is asked for as `card`. */
const OPENS: { readonly [role: string]: { readonly home: string; readonly also: readonly string[] } } = {
  clientManager: { home: '/today', also: ['/clients', 'card', '/pipeline', '/compliance', '/sms'] },
  lobbyManager: { home: '/today', also: ['/clients', 'card', '/compliance', '/sms'] },
  teller: { home: '/today', also: ['/clients', 'card', '/compliance', '/sms'] },
  wealthAdviser: { home: '/clients', also: ['/today', 'card', '/pipeline', '/compliance', '/sms'] },
  financialAdviser: { home: '/clients', also: ['/today', 'card', '/pipeline', '/compliance', '/sms'] },
  outletHead: {
    home: '/outlet',
    also: ['/today', '/clients', 'card', '/pipeline', '/compliance', '/allocation', '/sms'],
  },
  branchManager: { home: '/outlet', also: ['/clients', '/pipeline', '/compliance', '/allocation', '/sms'] },
  branchAnalyst: { home: '/outlet', also: ['/clients', '/pipeline', '/compliance', '/allocation', '/sms'] },
  compliance: { home: '/compliance', also: ['/outlet', '/clients', 'card', '/pipeline', '/allocation', '/sms'] },
  administrator: { home: '/admin', also: ['/sms'] },
};
/** Every address of the desk, the tabs of a screen too. */
const ROUTES = [
  ...['/today', '/outlet', '/clients', 'card', '/pipeline', '/pipeline?layout=board', '/compliance'],
  ...[
    '/compliance?tab=byOutlet',
    '/compliance?tab=byClient',
    '/compliance?tab=closed',
    '/allocation',
    '/sms',
    '/admin',
  ],
];

let branch: Branch;
let browser: Browser;
let desk: Desk;
let personas: readonly Persona[];
/** What the platform turned away while a page was being drawn. */
const refused: string[] = [];

beforeAll(async () => {
  branch = await openBranch();
  browser = await openBrowser();
  desk = await sitDown(browser, branch.url);
  desk.page.on('response', (answer) => {
    if (answer.status() >= 400) refused.push(`${String(answer.status())} ${new URL(answer.url()).pathname}`);
  });
  personas = await ask<readonly Persona[]>(desk, 'session/personas');
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await branch?.stop();
});

/** A client whom this person sees; anybody's id does for a card that is not opened. */
async function clientFor(role: string): Promise<string> {
  const NOBODY = '00000000-0000-4000-8000-000000000000';
  if (!OPENS[role]?.also.includes('card')) return NOBODY;
  const { items } = await ask<{ items: readonly { clientId: string }[] }>(desk, 'clients/search', { limit: 1 });
  return items[0]?.clientId ?? NOBODY;
}

/** Opens an address and waits until nothing on it is still being waited for. */
async function open(path: string): Promise<void> {
  refused.length = 0;
  await go(desk, path);
  await desk.page.waitForSelector('main h1, main .failed, main .empty');
  await desk.page.waitForFunction(() => !document.querySelector('main .waiting'), undefined, { timeout: 15_000 });
}

it('everybody of the demo branch has a role that is walked here', () =>
  expect(new Set(personas.map(({ role }) => role))).toEqual(new Set(Object.keys(OPENS))));

describe.each(Object.entries(OPENS))('a %s', (role, { home, also }) => {
  const people = () => personas.filter((persona) => persona.role === role);

  it('lands, each of them, on a page of their own, and nothing there was refused', async () => {
    expect(people().length).toBeGreaterThan(0);
    for (const { staffId } of people()) {
      await seat(desk, staffId);
      await open('/');
      expect(new URL(desk.page.url()).pathname).toBe(home);
      expect(await desk.page.locator('.denied').count()).toBe(0);
      expect({ staffId, refused, faults: desk.faults }).toEqual({ staffId, refused: [], faults: [] });
    }
  }, 480_000);

  it('finds at every address either the page, or a sentence that says why not and who can change that', async () => {
    await seat(desk, people()[0]?.staffId ?? '');
    const client = await clientFor(role);
    const found: Record<string, string> = {};
    const expected: Record<string, string> = {};
    for (const route of ROUTES) {
      await open(route === 'card' ? `/clients/${client}` : route);
      const denied = desk.page.locator('.denied');
      const wasDenied = (await denied.count()) > 0;
      if (wasDenied)
        expect(await desk.page.locator('.empty').textContent()).toMatch(/岗位（.+）不使用此页面.*系统管理员/);
      const clean = refused.length === 0 && desk.faults.length === 0;
      found[route] =
        (wasDenied ? 'denied' : 'there') + (clean ? '' : ` but ${[...refused, ...desk.faults].join(', ')}`);
      const screen = route.split('?')[0] ?? '';
      expected[route] = screen === home || also.includes(screen) ? 'there' : 'denied';
    }
    expect(found).toEqual(expected);
  }, 480_000);
});

it('the sentence has no barrier', async () => {
  await seat(desk, personas.find(({ role }) => role === 'teller')?.staffId ?? '');
  await open('/allocation');
  expect(await violations(desk.page)).toEqual([]);
  await desk.page.getByRole('link', { name: '返回我的首页' }).click();
  await desk.page.waitForURL('**/today');
}, 60_000);
