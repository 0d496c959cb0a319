import { ask, go, signInAs, sitDown, type Desk } from './desk.js';
import { closeStory, openStory, seat, shot, type Line, type Story } from './pursued.js';

let story: Story;
let desk: Desk;
let pursued: Line;
const OCCUPATIONS = [
  { code: 'executive', word: '企业高管' },
  { code: 'civilServant', word: '一般公务员' },
  { code: 'scholar', word: '学者专家' },
] as const;
const dialog = () => desk.page.getByRole('dialog');
const closed = () => dialog().waitFor({ state: 'hidden' });

beforeAll(async () => {
  story = await openStory();
  ({ desk, pursued } = story);
  await seat(desk, story.manager.staffId);
}, 300_000);
afterAll(() => closeStory(story));
afterEach(() => expect(desk.faults).toEqual([]));

describe('somebody was faster (412)', () => {
  let other: Desk;
  beforeAll(async () => {
    other = await sitDown(story.browser, story.branch.url);
    await signInAs(other, story.head.staffId);
  });
  afterAll(() => other.context.close());
  /** What the head does meanwhile. */
  const meanwhile = async (method: 'PATCH' | 'POST', path: string, data: object): Promise<void> => {
    const answer = await other.context.request.fetch(`/api/${path}`, {
      method,
      headers: { 'x-pcrm-csrf': '1' },
      data,
    });
    expect({ path, status: answer.status() }).toEqual({ path, status: 200 });
  };

  it('a file typed meanwhile is compared in three columns, and what was typed is kept', async () => {
    await go(desk, `/clients/${pursued.clientId}`);
    await desk.page.getByRole('main').getByRole('button', { name: '修改', exact: true }).click();
    const { occupation } = await ask<{ occupation: string | null }>(desk, `clients/${pursued.clientId}`);
    const [mine, theirs] = OCCUPATIONS.filter(({ code }) => code !== occupation);
    if (!mine || !theirs) throw new Error('too few occupations');
    await dialog().getByLabel('职业', { exact: true }).selectOption(mine.code);
    await dialog().getByRole('radio', { name: '价值取向' }).check();
    await meanwhile('PATCH', `clients/${pursued.clientId}/file`, { occupation: theirs.code });
    await dialog().getByRole('button', { name: '保存' }).click();
    const compare = dialog().getByRole('table');
    await compare.getByText('冲突').waitFor();
    const row = compare.getByRole('row', { name: /职业/ });
    expect(await row.textContent()).toMatch(new RegExp(`${mine.word}.*${theirs.word}`));
    const save = dialog().getByRole('button', { name: '按结果保存' });
    expect(await save.isDisabled()).toBe(true);
    await shot(desk, 'proof-compare');
    await row.getByRole('radio', { name: /现在的/ }).check();
    await save.click();
    await closed();
    const file = desk.page.locator('.pairs');
    await file.getByText(theirs.word).waitFor();
    await file.getByText('价值取向').waitFor();
  }, 180_000);

  it('a next step typed meanwhile is compared too', async () => {
    await go(desk, `/clients/${pursued.clientId}`);
    await desk.page.getByRole('main').getByRole('button', { name: '推进' }).first().click();
    const field = dialog().getByLabel('下一步日期');
    await field.waitFor();
    const { nextStepOn } = await ask<Line>(desk, `opportunities/${pursued.opportunityId}`);
    const year = Number((await field.getAttribute('min'))?.slice(0, 4)) + 1;
    const [mine, theirs] = ['03-04', '05-06', '07-08']
      .map((day) => `${String(year)}-${day}`)
      .filter((day) => day !== nextStepOn);
    if (!mine || !theirs) throw new Error('too few dates');
    await field.fill(mine);
    await meanwhile('POST', `opportunities/${pursued.opportunityId}/next-step`, { on: theirs });
    await dialog().getByRole('button', { name: '保存', exact: true }).click();
    const row = dialog().getByRole('row', { name: /下一步日期/ });
    await row.getByText('冲突').waitFor();
    await row.getByRole('radio', { name: /我填写的/ }).check();
    await dialog().getByRole('button', { name: '按结果保存' }).click();
    await desk.page.getByText('已保存').waitFor();
    await row.waitFor({ state: 'hidden' });
    expect(await field.inputValue()).toBe(mine);
    // What is read follows what was saved within moments.
    const saved = async (): Promise<Line['nextStepOn']> =>
      (await ask<Line>(desk, `opportunities/${pursued.opportunityId}`)).nextStepOn;
    for (let look = 0; look < 100 && (await saved()) !== mine; look++) await desk.page.waitForTimeout(100);
    expect(await saved()).toBe(mine);
    // The colleague sets theirs once more: what was saved here does not hide it.
    await meanwhile('POST', `opportunities/${pursued.opportunityId}/next-step`, { on: theirs });
    await field.and(desk.page.locator(`[value="${theirs}"]`)).waitFor({ timeout: 20_000 });
    await desk.page.keyboard.press('Escape');
    await closed();
  }, 180_000);

  it('a small act is not done, the newest is read, and the page says so', async () => {
    await go(desk, `/clients/${pursued.clientId}`);
    const grant = desk.page.getByRole('button', { name: /^营销 短信 (登记同意|撤回)$/ });
    await grant.waitFor();
    const granting = (await grant.textContent()) === '登记同意';
    // The page hears of nothing while its line is cut.
    await desk.page.route('**/api/stream', (route) => route.abort());
    await go(desk, `/clients/${pursued.clientId}`);
    await grant.waitFor();
    await meanwhile('POST', `clients/${pursued.clientId}/consents`, {
      changes: [{ purpose: 'marketing', channel: 'sms', state: granting ? 'granted' : 'withdrawn' }],
    });
    await grant.click();
    await desk.page.getByText('客户的授权意愿刚被他人更改，本次未登记。').waitFor();
    await desk.page.getByText('已载入最新内容，请核对后再操作。').waitFor();
    await desk.page.unroute('**/api/stream');
  }, 180_000);
});
