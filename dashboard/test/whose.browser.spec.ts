import type { Page } from 'playwright-core';
import { ask, go, signInAs, type Desk } from './desk.js';
import { closeStory, openStory, seat, type Persona, type Story } from './pursued.js';

let story: Story;
let desk: Desk;
let manager: Persona;
let other: Persona;
const dialog = () => desk.page.getByRole('dialog');
const note = () => dialog().getByLabel('备注');
const drafts = (): Promise<number> =>
  desk.page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('pcrm.draft.')).length);
/** The page is that of somebody: their name in the bar. */
const isOf = (page: Page, { name }: Persona): Promise<void> =>
  page
    .getByRole('banner')
    .getByRole('button', { name: new RegExp(name) })
    .waitFor({ timeout: 40_000 });
const wayIn = () => desk.page.getByRole('heading', { name: '选择身份' });
const end = async (): Promise<void> => {
  await desk.context.request.delete('/api/session', { headers: { 'x-pcrm-csrf': '1' } });
};

/** Picks somebody on the page itself. */
async function pick({ name, role, outletId }: Persona): Promise<void> {
  const same = story.personas.filter((persona) => persona.role === role && persona.name === name);
  await desk.page
    .locator('.personas button', { hasText: name })
    .nth(same.findIndex((persona) => persona.outletId === outletId))
    .click();
}

async function typeANote(): Promise<void> {
  await go(desk, `/clients/${story.pursued.clientId}`);
  await desk.page.getByRole('main').getByRole('button', { name: '记录联系', exact: true }).click();
  await note().fill('周四下午');
}

beforeAll(async () => {
  story = await openStory();
  ({ desk, manager } = story);
  const found = story.personas.find(({ role, name }) => role === 'clientManager' && name !== manager.name);
  if (!found) throw new Error('one manager only');
  other = found;
}, 300_000);
afterAll(() => closeStory(story));
beforeEach(() => seat(desk, manager.staffId));
afterEach(() => expect(desk.faults).toEqual([]));

describe('somebody else signs in in another tab', () => {
  it('this one is theirs at once, and nothing of the first is left in it', async () => {
    await typeANote();
    const second = await desk.context.newPage();
    await signInAs(desk, other.staffId);
    await second.goto('/today');
    await isOf(second, other);
    await isOf(desk.page, other);
    expect(await drafts()).toBe(0);
    await second.close();
  }, 90_000);

  it('or where no tab says so: this one learns it when its stream is given again', async () => {
    await go(desk, '/today');
    await desk.page.waitForSelector('.line-open');
    await signInAs(desk, other.staffId);
    await isOf(desk.page, other);
  }, 90_000);
});

describe('a session that is over', () => {
  it('leads to the way in by itself; the same person finds what was typed', async () => {
    await typeANote();
    await desk.page.waitForSelector('.line-open');
    await end();
    await wayIn().waitFor({ timeout: 40_000 });
    expect(await drafts()).toBe(1);
    await pick(manager);
    await isOf(desk.page, manager);
    await desk.page.getByRole('main').getByRole('button', { name: '记录联系', exact: true }).click();
    expect(await note().inputValue()).toBe('周四下午');
  }, 90_000);

  it('leaves nothing to the next person: neither what was read nor what was typed', async () => {
    await typeANote();
    await end();
    await desk.page.keyboard.press('Escape');
    const elsewhere = desk.page.getByRole('navigation').getByRole('link', { name: '客户名单' });
    // The next request shows that the session is over, unless the stream has shown it already.
    await elsewhere.click({ timeout: 1_000 }).catch(() => undefined);
    await wayIn().waitFor({ timeout: 40_000 });
    await pick(other);
    await isOf(desk.page, other);
    await elsewhere.click();
    expect(await drafts()).toBe(0);
    const { items } = await ask<{ items: readonly { readonly name: string }[] }>(desk, 'clients/search', { limit: 1 });
    await desk.page.locator('.grid-body').first().waitFor();
    expect(await desk.page.locator('.grid-body').first().textContent()).toContain(items[0]?.name ?? '—');
  }, 90_000);
});
