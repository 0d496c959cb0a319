import type { Browser } from 'playwright-core';
import { openEmptyBranch } from './branch.js';
import { go, openBrowser, overflow, shoot, sitDown, SIZES, violations, type Desk, type Size } from './desk.js';

const PASSWORD = 'correct horse battery';
let branch: Awaited<ReturnType<typeof openEmptyBranch>>;
let browser: Browser;
/** One person at each size, so that nobody is signed in twice. */
const desks = new Map<Size, Desk>();
const at = (size: Size): Desk => {
  const desk = desks.get(size);
  if (!desk) throw new Error(`nobody sits at the ${size}`);
  return desk;
};

beforeAll(async () => {
  branch = await openEmptyBranch();
  browser = await openBrowser();
  for (const size of Object.keys(SIZES) as Size[]) desks.set(size, await sitDown(browser, branch.url, 'light', size));
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await branch?.stop();
});

async function hasNoBarrier({ page, faults }: Desk, name: string): Promise<void> {
  await shoot(page, `light-${name}`);
  expect(await violations(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  expect(faults).toEqual([]);
}

async function fillIn({ page }: Desk, userId: string, password: string): Promise<void> {
  await page.getByLabel('用户名').fill(userId);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.locator('form button[type="submit"]').click();
}

const isIn = ({ page }: Desk) => page.waitForSelector('main:not(.way-in) h1');

describe('a real branch, before anybody is there', () => {
  it.each(Object.keys(SIZES) as Size[])('asks for user and password on the %s, without a barrier', async (size) => {
    await go(at(size), '/');
    await at(size).page.getByLabel('用户名').waitFor();
    await hasNoBarrier(at(size), `${size}-password`);
  });

  it.each(Object.keys(SIZES) as Size[])('the one-time link has no barrier on the %s', async (size) => {
    await go(at(size), branch.setup);
    await at(size).page.getByLabel('用户名').waitFor();
    await hasNoBarrier(at(size), `${size}-setup`);
  });

  it('the link lets the first administrator in, once, and is gone from the address', async () => {
    const [first, second] = [at('desk'), at('phone')];
    await fillIn(first, 'admin', PASSWORD);
    await isIn(first);
    expect(first.page.url()).not.toContain('#');
    await hasNoBarrier(first, 'desk-first-administrator');

    await fillIn(second, 'intruder', PASSWORD);
    await second.page.locator('.failed').waitFor();
    expect(await second.page.locator('.failed').textContent()).toContain('链接');
    await hasNoBarrier(second, 'phone-setup-used');
  });

  it('the password then lets them in on the phone, and a wrong one is told without saying which was wrong', async () => {
    const desk = at('phone');
    await go(desk, '/');
    await fillIn(desk, 'admin', 'not the password');
    await desk.page.locator('.failed').waitFor();
    expect(await desk.page.locator('.failed').textContent()).toContain('用户名或密码不正确');
    await hasNoBarrier(desk, 'phone-wrong-password');
    await fillIn(desk, 'admin', PASSWORD);
    await isIn(desk);
    await hasNoBarrier(desk, 'phone-first-administrator');
  });
});
