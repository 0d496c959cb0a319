import { ask, go, type Desk } from './desk.js';
import { closeStory, openStory, seat, type Persona, type Story } from './pursued.js';

type Outlet = { readonly outletId: string; readonly name: string };
type Staff = { readonly items: readonly { readonly staffId: string }[] };

let story: Story;
let desk: Desk;
let first: Outlet;
let second: Outlet;
const picked = (label: string): Promise<string> => desk.page.getByRole('combobox', { name: label }).inputValue();
const pick = (label: string, value: string) => desk.page.getByRole('combobox', { name: label }).selectOption(value);

beforeAll(async () => {
  story = await openStory();
  ({ desk } = story);
  await seat(desk, story.personas.find(({ role }) => role === 'branchManager')?.staffId ?? '');
  const { items } = await ask<{ items: readonly Outlet[] }>(desk, 'outlets?limit=200');
  const [one, two] = items;
  if (!one || !two) throw new Error('one outlet only');
  [first, second] = [one, two];
}, 300_000);
afterAll(() => closeStory(story));
afterEach(() => expect(desk.faults).toEqual([]));

describe('the outlet that whoever sees all of them has picked', () => {
  beforeEach(async () => {
    await go(desk, '/outlet');
    await desk.page.locator('.standing').waitFor();
    await pick('网点', second.outletId);
    await desk.page.getByRole('heading', { level: 1, name: second.name }).waitFor();
  });

  it('goes along to the clients of one of its people, under their own name', async () => {
    const { items } = await ask<Staff>(desk, `compliance/staff?outletId=${second.outletId}`);
    const whose = desk.page.locator('.standing tbody').getByRole('link');
    await desk.page.waitForFunction((n) => document.querySelectorAll('.standing tbody tr').length === n, items.length);
    const name = (await whose.first().textContent()) ?? '';
    await whose.first().click();
    await desk.page.waitForURL(/tab=byClient/);
    await desk.page.locator('.grid-body, .empty').first().waitFor();
    expect(await picked('网点')).toBe(second.outletId);
    const chosen = desk.page.getByRole('combobox', { name: '员工' }).locator('option:checked');
    expect(await chosen.textContent()).toContain(name);
  }, 60_000);

  it('goes along to the list behind each number, and stays when the page is loaded again', async () => {
    for (const [link, address] of [
      [/待分配/, /\/allocation/],
      [/达标率/, /\/compliance/],
    ] as const) {
      await desk.page.getByRole('main').getByRole('link', { name: link }).first().click();
      await desk.page.waitForURL(address);
      await desk.page.getByRole('combobox', { name: '网点' }).waitFor();
      expect(await picked('网点')).toBe(second.outletId);
      await desk.page.goBack();
      await desk.page.getByRole('heading', { level: 1, name: second.name }).waitFor();
    }
    await desk.page.reload();
    await desk.page.getByRole('heading', { level: 1, name: second.name }).waitFor();
  }, 60_000);
});

it('somebody of another outlet is named over their own clients', async () => {
  const theirs = story.personas.find(
    ({ role, outletId }) => role === 'clientManager' && outletId === second.outletId,
  ) as Persona;
  await go(desk, `/compliance?tab=byClient&outlet=${first.outletId}&staff=${theirs.staffId}`);
  await desk.page.locator('.grid-body, .empty').first().waitFor();
  expect(await picked('员工')).toBe(theirs.staffId);
}, 60_000);

it('periods that are over are the outlet’s after its people were looked at, and name whose they are where they are one person’s', async () => {
  const theirs = story.personas.find(
    ({ role, outletId }) => role === 'clientManager' && outletId === second.outletId,
  ) as Persona;
  const address = `outlet=${second.outletId}&staff=${theirs.staffId}`;
  await go(desk, `/compliance?tab=byClient&${address}`);
  await desk.page.locator('.grid-body, .empty').first().waitFor();
  await desk.page.getByRole('main').getByText('已结束周期', { exact: true }).click();
  await desk.page.waitForURL(/tab=closed/);
  expect(new URL(desk.page.url()).searchParams.get('staff')).toBeNull();
  await go(desk, `/compliance?tab=closed&${address}`);
  await desk.page.getByRole('heading', { name: `${theirs.name}的已结束周期` }).waitFor();
}, 60_000);

it('an outlet where nobody holds clients says so', async () => {
  await go(desk, '/compliance?tab=byClient&outlet=nowhere');
  await desk.page.getByText('该网点还没有管户的员工').waitFor();
}, 60_000);

it('proposals are asked for by the outlet picked', async () => {
  const asked = desk.page.waitForRequest(/assignments\/proposals/);
  await go(desk, `/allocation?outlet=${second.outletId}`);
  await desk.page
    .getByRole('main')
    .getByText(/^建议调整/)
    .first()
    .click();
  expect(new URL((await asked).url()).searchParams.get('outletId')).toBe(second.outletId);
  await desk.page.locator('.allocation-left').locator('.grid-body, .empty').first().waitFor();
}, 60_000);
