import { ask, go, signInAs, SIZES, sitDown, type Desk } from './desk.js';
import { closeStory, openStory, seat, type Story } from './pursued.js';

type Line = { readonly stage: string };
const STAGES = ['ALLOCATED', 'PREPARING', 'INVITED', 'CONTACTED', 'PRESENTED', 'SIGNING'];

let story: Story;
let phone: Desk;
beforeAll(async () => {
  story = await openStory();
  phone = await sitDown(story.browser, story.branch.url, 'light', 'phone');
}, 300_000);
afterAll(() => closeStory(story));
afterEach(async () => {
  await story.desk.page.evaluate(() => localStorage.removeItem('pcrm.language'));
  expect([story.desk.faults, phone.faults]).toEqual([[], []]);
});

/** The first column that holds anything, of what whoever sits there sees. */
async function firstHeld(desk: Desk): Promise<string | undefined> {
  const { items } = await ask<{ items: readonly Line[] }>(desk, 'progress-table?limit=200');
  return STAGES.find((stage) => items.some((line) => line.stage === stage));
}

describe('the board of opportunities', () => {
  it('clips nothing of its cards in English, and says that the days of a column are an average', async () => {
    const { desk, personas } = story;
    await seat(desk, personas.find(({ role }) => role === 'branchManager')?.staffId ?? '');
    await desk.page.setViewportSize({ width: 1024, height: 768 });
    const widest = { currentTier: 'platinum', targetTier: 'privateBank' };
    await desk.page.route('**/api/progress-table?*', async (route) => {
      const response = await route.fetch();
      const body = (await response.json()) as { items: readonly Line[] };
      await route.fulfill({ response, json: { ...body, items: body.items.map((line) => ({ ...line, ...widest })) } });
    });
    await go(desk, '/pipeline?layout=board');
    await desk.page
      .getByText(/ · 停留中位 \d+天/)
      .first()
      .waitFor();
    await desk.page.evaluate(() => localStorage.setItem('pcrm.language', 'en'));
    await go(desk, '/pipeline?layout=board');
    await desk.page
      .getByText(/ · median stay \d+/)
      .first()
      .waitFor();
    const clipped = await desk.page.evaluate(() =>
      [...document.querySelectorAll('.board-column ul')].flatMap((column) =>
        [...column.querySelectorAll('.board-card, .board-card *')]
          .filter((each) => each.getBoundingClientRect().right > column.getBoundingClientRect().right)
          .map(({ textContent }) => textContent),
      ),
    );
    expect(clipped).toEqual([]);
    await desk.page.unrouteAll({ behavior: 'wait' });
    await desk.page.setViewportSize(SIZES.desk);
  }, 60_000);

  it('has everybody of every stage, however many pages they come in', async () => {
    const { desk } = story;
    const { items, next } = await ask<{ items: readonly Line[]; next?: string }>(desk, 'progress-table?limit=200');
    const counts = STAGES.map((each) => items.filter(({ stage }) => stage === each).length);
    expect(next).toBeUndefined();
    expect(counts.filter((n) => n > 0).length).toBeGreaterThan(1);
    await desk.page.route('**/api/progress-table?*', (route) =>
      route.continue({ url: route.request().url().replace('limit=200', 'limit=5') }),
    );
    await go(desk, '/pipeline?layout=board');
    const heads = desk.page.locator('.board-column header span');
    await desk.page
      .getByRole('status')
      .getByText(/^共 \d+ 条$/)
      .waitFor();
    expect((await heads.allTextContents()).map((text) => Number.parseInt(text, 10))).toEqual(counts);
    await desk.page.unrouteAll({ behavior: 'wait' });
  }, 90_000);

  it('opens on a phone where the first cards are', async () => {
    await seat(phone, story.manager.staffId);
    await go(phone, '/pipeline?layout=board');
    await phone.page.waitForSelector('.board-card');
    expect(await phone.page.getByRole('combobox', { name: '阶段' }).inputValue()).toBe(await firstHeld(phone));
  }, 60_000);
});

describe('lists on a phone', () => {
  it('say how many there are in all, as they do at the desk', async () => {
    await seat(phone, story.head.staffId);
    const { total } = await ask<{ total: number }>(phone, 'clients?limit=1');
    expect(total).toBeGreaterThan(50);
    await go(phone, '/clients');
    await phone.page
      .getByRole('status')
      .getByText(`共 ${String(total)} 户`)
      .waitFor();
  }, 60_000);

  it('wider than the screen say that there is more beside', async () => {
    await seat(phone, story.personas.find(({ role }) => role === 'branchManager')?.staffId ?? '');
    await go(phone, '/compliance?tab=byOutlet');
    await phone.page.waitForSelector('.heat-table');
    await phone.page.getByText('可左右滑动').waitFor();
    await phone.page.setViewportSize({ width: 1366, height: 844 });
    await phone.page.getByText('可左右滑动').waitFor({ state: 'detached' });
  }, 60_000);
});

describe('opportunities on a phone', () => {
  it('are cut with a way to those that follow', async () => {
    await seat(phone, story.personas.find(({ role }) => role === 'branchManager')?.staffId ?? '');
    await phone.page.route('**/api/progress-table?*', (route) =>
      route.continue({ url: route.request().url().replace('limit=200', 'limit=5') }),
    );
    await phone.page.setViewportSize(SIZES.phone);
    await go(phone, '/pipeline');
    const cards = phone.page.locator('.cards .card');
    await cards.first().waitFor();
    expect(await cards.count()).toBe(5);
    await phone.page.getByRole('button', { name: '再加载' }).click();
    await cards.nth(5).waitFor();
    await phone.page.unrouteAll({ behavior: 'wait' });
  }, 60_000);

  it('are read on in the end, though a change has the whole list read again meanwhile', async () => {
    const { manager, pursued, browser, branch } = story;
    const other = await sitDown(browser, branch.url);
    await signInAs(other, manager.staffId);
    const [asked, again] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    let isFirst = true;
    await phone.page.route('**/api/progress-table?*', async (route) => {
      const url = route.request().url().replace('limit=200', 'limit=5');
      if (new URL(url).searchParams.has('after') && isFirst) {
        isFirst = false;
        asked.resolve(undefined);
        await again.promise;
      } else if (!isFirst) again.resolve(undefined);
      // What was held back has been broken off by then.
      await route.continue({ url }).catch(() => undefined);
    });
    await go(phone, '/pipeline');
    const cards = phone.page.locator('.cards .card');
    await cards.first().waitFor();
    await phone.page.getByRole('button', { name: '再加载' }).click();
    await asked.promise;
    const contactAt = new Date(Date.now() - 60_000).toISOString();
    const call = { channel: 'phone', direction: 'outbound', reached: false, purpose: 'maintenance' };
    await ask(other, 'contacts', { clientId: pursued.clientId, contactAt, ...call });
    await cards.nth(5).waitFor();
    await phone.page.unrouteAll({ behavior: 'wait' });
    await other.context.close();
  }, 60_000);
});

describe('a day without clients', () => {
  it('says so, not that the plan is done', async () => {
    const { desk, personas } = story;
    for (const { staffId } of personas.filter(({ role }) => role === 'outletHead')) {
      await seat(desk, staffId);
      const { week } = await ask<{ week: { need: { clients: number } } }>(desk, 'duties/due?limit=1');
      if (week.need.clients > 0) continue;
      await go(desk, '/today');
      await desk.page.getByText('您名下没有客户').waitFor();
      expect(await desk.page.getByText('今日计划已清空').count()).toBe(0);
      return;
    }
    throw new Error('every head of the small branch has clients');
  }, 60_000);
});
