import type { Route } from 'playwright-core';
import { ask, go, type Desk } from './desk.js';
import { closeStory, openStory, seat, type Story } from './pursued.js';

type Logged = { readonly items: readonly { readonly contactId: string }[] };

let story: Story;
let desk: Desk;
/** Under which ids contacts were sent. */
const sent: string[] = [];
const dialog = () => desk.page.getByRole('dialog');
const save = () => dialog().getByRole('button', { name: /^保存 / });
const logged = async (): Promise<number> =>
  (await ask<Logged>(desk, `contacts?clientId=${story.pursued.clientId}`)).items.length;
/** What is read follows what was saved within moments. */
async function becomes(count: number): Promise<void> {
  for (let look = 0; look < 100 && (await logged()) !== count; look++) await desk.page.waitForTimeout(100);
  expect(await logged()).toBe(count);
}

async function openDrawer(): Promise<void> {
  await desk.page.getByRole('main').getByRole('button', { name: '记录联系', exact: true }).click();
  await dialog().getByLabel('备注').waitFor();
}

beforeAll(async () => {
  story = await openStory();
  ({ desk } = story);
  desk.page.on('request', (request) => {
    const id = new URL(request.url()).pathname === '/api/contacts' && request.headers()['idempotency-key'];
    if (id) sent.push(id);
  });
  await seat(desk, story.manager.staffId);
}, 300_000);
afterAll(() => closeStory(story));
beforeEach(async () => {
  await go(desk, `/clients/${story.pursued.clientId}`);
  sent.length = 0;
});
afterEach(() => expect(desk.faults).toEqual([]));

describe('a contact that nobody answered', () => {
  it('is refused at once while the browser is offline, and nothing is sent by itself later', async () => {
    const before = await logged();
    await openDrawer();
    await dialog().getByRole('radio', { name: '有意向' }).check();
    await desk.context.setOffline(true);
    await save().click();
    await dialog()
      .getByRole('alert')
      .getByText(/尚不确定服务器是否已收到；已填内容已保留/)
      .waitFor();
    await desk.page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'hidden' });
    await desk.context.setOffline(false);
    await desk.page.waitForSelector('.line-open');
    expect(await logged()).toBe(before);

    await openDrawer();
    await save().click();
    await dialog().waitFor({ state: 'hidden' });
    expect(new Set(sent).size).toBe(1);
    await becomes(before + 1);
  }, 90_000);

  it('counts once when it had arrived all the same and is saved again after a reload', async () => {
    const before = await logged();
    await openDrawer();
    await dialog().getByRole('radio', { name: '需考虑' }).check();
    const lose = async (route: Route): Promise<void> => {
      await route.fetch();
      await route.abort();
    };
    await desk.page.route('**/api/contacts', lose);
    await save().click();
    await dialog().getByRole('alert').waitFor();
    await desk.page.unroute('**/api/contacts', lose);
    await go(desk, `/clients/${story.pursued.clientId}`);
    await openDrawer();
    expect(await dialog().getByRole('radio', { name: '需考虑' }).isChecked()).toBe(true);
    await save().click();
    await dialog().waitFor({ state: 'hidden' });
    expect([sent.length, new Set(sent).size]).toEqual([2, 1]);
    await becomes(before + 1);
  }, 90_000);
});

describe('a contact whose time was emptied', () => {
  it('is not saved; the drawer says what is missing and goes there, also when it is opened again', async () => {
    await openDrawer();
    await dialog().getByRole('radio', { name: '有意向' }).check();
    await dialog().getByLabel('联系时间').fill('');
    await desk.page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'hidden' });
    await openDrawer();
    await save().click();
    await dialog().getByText('请填写联系时间').waitFor();
    const focused = () => desk.page.evaluate(() => document.activeElement?.getAttribute('type'));
    expect(await focused()).toBe('datetime-local');
    expect(sent).toEqual([]);
    await dialog().getByLabel('联系时间').fill('2026-01-05T10:00');
    await dialog().getByText('请填写联系时间').waitFor({ state: 'hidden' });
    await desk.page.evaluate(() => sessionStorage.clear());
  }, 90_000);
});

describe('taking a contact back', () => {
  it('says that it failed, and tries again', async () => {
    await openDrawer();
    await dialog().getByRole('radio', { name: '有意向' }).check();
    await save().click();
    await dialog().waitFor({ state: 'hidden' });
    await desk.page.route('**/withdraw', (route) => route.abort());
    await desk.page.getByRole('button', { name: '撤销' }).click();
    await desk.page.getByText(/未能撤销，该条联系记录可能仍在/).waitFor();
    await desk.page.unroute('**/withdraw');
    await desk.page.getByRole('button', { name: '重试' }).click();
    await desk.page.getByText('已撤销该条联系记录').waitFor();
  }, 90_000);
});
