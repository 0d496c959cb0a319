import type { Browser } from 'playwright-core';
import { openBranch, type Branch } from './branch.js';
import { routesAsked } from './routes-asked.js';
import { ask, go, openBrowser, signInAs, sitDown, type Desk } from './desk.js';

type Persona = { readonly staffId: string; readonly name: string; readonly role: string; readonly outletId?: string };
type Line = {
  readonly opportunityId: string;
  readonly clientId: string;
  readonly clientName: string;
  readonly staffId: string;
  readonly stage: string;
  readonly signingLacks: readonly string[];
};
type Due = { readonly items: readonly { readonly clientId: string }[]; readonly week: { readonly done: number } };
type Client = {
  readonly clientId: string;
  readonly clientNo: string;
  readonly name: string;
  readonly tier: string | null;
};

let branch: Branch;
let browser: Browser;
let desk: Desk;
let personas: readonly Persona[];
let pursued: Line;
/** Another one that can go a step to the right. */
let movable: Line;
let manager: Persona;
let head: Persona;
const dialog = () => desk.page.getByRole('dialog');
const choose = (name: string) => dialog().getByRole('radio', { name, exact: true }).check();
const screen = () => desk.page.getByRole('main');
const colleague = (role: string): Persona => {
  const found = personas.find((persona) => persona.role === role && persona.outletId === manager.outletId);
  if (!found) throw new Error(`no ${role} at the outlet`);
  return found;
};

/** One whose manager also has somebody due, and a client whom no teller may look after. */
async function findPursued(lines: readonly Line[]): Promise<Line | undefined> {
  for (const line of lines) {
    if (!personas.some(({ staffId }) => staffId === line.staffId)) continue;
    await signInAs(desk, line.staffId);
    const due = await ask<{ total: number }>(desk, 'duties/due?limit=1');
    const { items } = await ask<{ items: readonly Client[] }>(desk, `books/${line.staffId}?limit=200`);
    if (due.total > 0 && items.some(({ tier }) => tier === 'platinum')) return line;
  }
  return undefined;
}

beforeAll(async () => {
  branch = await openBranch();
  browser = await openBrowser();
  desk = await sitDown(browser, branch.url);
  personas = await ask<readonly Persona[]>(desk, 'session/personas');
  await signInAs(desk, personas.find(({ role }) => role === 'branchManager')?.staffId ?? '');
  const { items } = await ask<{ items: readonly Line[] }>(desk, 'progress-table?limit=200');
  const early = await findPursued(items.filter(({ stage }) => stage !== 'SIGNING'));
  const theirs = personas.find(({ staffId }) => staffId === early?.staffId);
  const other = items.find(({ clientId, stage }) => stage !== 'SIGNING' && clientId !== early?.clientId);
  if (!early || !theirs || !other) throw new Error('the small branch pursues too few');
  [pursued, manager, movable] = [early, theirs, other];
  head = colleague('outletHead');
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await branch?.stop();
});
afterEach(() => expect(desk.faults).toEqual([]));

describe('what the pages ask for', () => {
  it('is what the platform offers', async () => {
    const { paths } = await ask<{ paths: { [path: string]: { [method: string]: unknown } } }>(desk, 'openapi');
    const offered = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{[^}]+\}/g, '*')}`),
    );
    const asked = routesAsked();
    expect(asked.length).toBeGreaterThan(40);
    expect(asked.filter((route) => !offered.includes(route))).toEqual([]);
  });
});

describe('a manager at the desk', () => {
  it('C1: logs a contact with one key and Enter; the Enter that takes a Chinese candidate saves nothing', async () => {
    await signInAs(desk, manager.staffId);
    await go(desk, '/today');
    const { items, week } = await ask<Due>(desk, 'duties/due?limit=200');
    expect(items.length).toBeGreaterThan(0);
    await desk.page.getByText(/^全部到期/).click();
    await desk.page.waitForSelector('.day-row');
    await desk.page.locator('main').focus();
    await desk.page.keyboard.press('l');
    const note = dialog().getByLabel('备注');
    await note.fill('李女士');
    await note.dispatchEvent('keydown', { key: 'Enter', keyCode: 229, isComposing: true, bubbles: true });
    await expect(dialog().isVisible()).resolves.toBe(true);
    expect((await ask<Due>(desk, 'duties/due?limit=200')).week.done).toBe(week.done);
    await note.press('Enter');
    await dialog().getByText('请选择联系结果').waitFor();
    expect((await ask<Due>(desk, 'duties/due?limit=200')).week.done).toBe(week.done);
    await desk.page.keyboard.press('Space');
    expect(await dialog().getByRole('radio', { name: '有意向' }).isChecked()).toBe(true);
    await desk.page.keyboard.press('Enter');
    await dialog().waitFor({ state: 'hidden' });
    await desk.page.getByText(/^已记录与.*的联系/).waitFor();
    const after = await ask<Due>(desk, 'duties/due?limit=200');
    expect(after.week.done).toBeGreaterThanOrEqual(week.done);
  }, 60_000);

  it('takes the contact back within five seconds', async () => {
    await desk.page.getByRole('button', { name: '撤销' }).click();
    await desk.page.getByText('已撤销该条联系记录').waitFor();
  }, 30_000);

  it('keeps what was typed when the drawer is closed by mistake', async () => {
    await go(desk, `/clients/${pursued.clientId}`);
    await desk.page.getByRole('button', { name: '记录联系', exact: true }).click();
    await dialog().getByLabel('备注').fill('周四下午');
    await desk.page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'hidden' });
    await desk.page.getByRole('button', { name: '记录联系', exact: true }).click();
    expect(await dialog().getByLabel('备注').inputValue()).toBe('周四下午');
  }, 60_000);

  it('finds a client by number, and the address never says whom', async () => {
    await go(desk, '/clients');
    const { items } = await ask<{ items: readonly Client[] }>(desk, 'clients/search', { limit: 5 });
    const wanted = items.at(-1);
    if (!wanted) throw new Error('no clients');
    await desk.page.keyboard.press('/');
    await desk.page.getByRole('textbox', { name: /拼音首字母/ }).fill(wanted.clientNo);
    await desk.page.locator('.grid-body', { hasText: wanted.clientNo }).waitFor();
    await desk.page.waitForFunction(() => document.querySelectorAll('.grid-body').length === 1);
    expect(desk.page.url()).not.toContain(wanted.clientNo);
    await desk.page.getByRole('grid').focus();
    await desk.page.keyboard.press('Enter');
    await desk.page.waitForURL(`**/clients/${wanted.clientId}`);
  }, 60_000);

  it('shares a view by its address: filters and order in codes', async () => {
    await go(desk, '/clients');
    await desk.page.getByRole('combobox', { name: '等级' }).selectOption('gold');
    await desk.page.getByRole('button', { name: /客户号/ }).click();
    await desk.page.waitForURL(/tier=gold.*sort=number/);
    const address = desk.page.url();
    await go(desk, address);
    await desk.page.waitForSelector('.grid-body');
    expect(await desk.page.getByRole('combobox', { name: '等级' }).inputValue()).toBe('gold');
    const tiers = await desk.page.locator('.grid-body .tiers > :first-child').allTextContents();
    expect(new Set(tiers)).toEqual(new Set(['金卡']));
  }, 60_000);

  it('reads a client in clear only with a purpose, and masks again', async () => {
    await go(desk, `/clients/${pursued.clientId}`);
    const file = desk.page.locator('.pairs');
    await file.waitFor();
    expect(await file.textContent()).toMatch(/\*/);
    await desk.page.getByRole('button', { name: '查看明文' }).click();
    const show = dialog().getByRole('button', { name: '查看明文' });
    expect(await show.isDisabled()).toBe(true);
    await choose('办理签约');
    await show.click();
    await desk.page.getByRole('button', { name: '立即遮盖' }).waitFor();
    expect(await file.textContent()).toMatch(/100\d{8}/);
    await desk.page.getByRole('button', { name: '立即遮盖' }).click();
    expect(await file.textContent()).not.toMatch(/100\d{8}/);
  }, 60_000);

  it('P5: is told what signing lacks, fills it in, and moves on', async () => {
    await go(desk, `/clients/${pursued.clientId}`);
    await desk.page.waitForSelector('.stages');
    await screen().getByRole('button', { name: '修改', exact: true }).click();
    await dialog().getByLabel('职业', { exact: true }).selectOption('scholar');
    await choose('价值取向');
    await choose('电话');
    await dialog().getByRole('button', { name: '保存' }).click();
    await dialog().waitFor({ state: 'hidden' });
    await desk.page.locator('.pairs').getByText('学者专家').waitFor();

    await screen().getByRole('button', { name: '记录联系', exact: true }).click();
    await choose('有意向');
    await dialog().getByLabel('沟通小结').fill('愿意签约，下周带证件来。');
    await dialog()
      .getByRole('button', { name: /^保存 / })
      .click();
    await dialog().waitFor({ state: 'hidden' });
    await desk.page.locator('.stages').locator('..').getByText('✓ 材料齐备').waitFor();

    await screen().getByRole('button', { name: '推进' }).first().click();
    await choose('已分配');
    if (pursued.stage !== 'ALLOCATED') {
      expect(await dialog().getByRole('button', { name: '推进' }).isDisabled()).toBe(true);
    }
    await choose('签约办卡');
    const drawer = desk.page.getByRole('dialog', { name: /^推进商机/ });
    const question = desk.page.getByRole('dialog', { name: /^为 .*签约？/ });
    await drawer.getByRole('button', { name: '推进' }).click();
    expect(await question.textContent()).toMatch(
      new RegExp(`为 ${pursued.clientName.replaceAll('*', '[*]')} 办理(金卡|白金卡|钻石卡)签约`),
    );
    await question.getByRole('button', { name: '取消' }).click();
    await question.waitFor({ state: 'hidden' });
    expect((await ask<Line>(desk, `opportunities/${pursued.opportunityId}`)).stage).toBe(pursued.stage);
    await drawer.getByRole('button', { name: '推进' }).click();
    await question.getByRole('button', { name: '确认签约' }).click();
    const told = await desk.page
      .locator('.ant-message')
      .getByText(/；商机|，等待办理结果/)
      .textContent();
    const { stage } = await ask<Line>(desk, `opportunities/${pursued.opportunityId}`);
    expect(told).toContain(stage === 'SIGNED' ? '已转入“已签约”' : '在“签约办卡”');
    await desk.page
      .locator('.stages .here', { hasText: '签约办卡' })
      .or(desk.page.getByText('没有进行中的商机'))
      .first()
      .waitFor();
  }, 90_000);

  it('moves a card of the board by keyboard, and is asked what the step needs', async () => {
    await signInAs(desk, movable.staffId);
    await go(desk, '/pipeline?layout=board');
    await desk.page.locator('.board-card', { hasText: movable.clientName }).first().locator('.grip').focus();
    await desk.page.keyboard.press('Space');
    await desk.page.waitForSelector('.dragged');
    const from = await desk.page.locator('.board-over').getAttribute('aria-label');
    await desk.page.keyboard.press('ArrowRight');
    await desk.page.locator(`.board-over:not([aria-label="${from ?? ''}"])`).waitFor();
    await desk.page.keyboard.press('Space');
    await dialog().getByRole('radiogroup', { name: '目标阶段' }).waitFor();
    expect(await dialog().getByRole('radio', { checked: true }).count()).toBe(1);
    await desk.page.keyboard.press('Escape');
  }, 60_000);
});

describe('the head at the desk', () => {
  it('sees a client whom nobody looks after without a reload, and is told the rule that refuses', async () => {
    await signInAs(desk, head.staffId);
    await go(desk, '/allocation');
    await desk.page.getByText('所有客户都有人管户').or(desk.page.locator('.grid-body')).first().waitFor();
    await desk.page.waitForSelector('.line-open');
    const before = await ask<{ waiting: number }>(desk, 'load-board');
    const { items } = await ask<{ items: readonly Client[] }>(desk, `books/${manager.staffId}?limit=200`);
    const released = items.find(({ tier }) => tier === 'platinum') ?? items.find(({ tier }) => tier !== null);
    if (!released) throw new Error('the manager holds nobody who is signed');
    await ask(desk, 'assignments/release', { clientId: released.clientId });
    await desk.page.getByText(`待分配 ${String(before.waiting + 1)}`).waitFor();

    await desk.page.locator('.grid-body', { hasText: released.name }).first().locator('.grid-check').click();
    const teller = colleague('teller');
    await desk.page.getByRole('button', { name: `分配给${teller.name}` }).click();
    const refused = dialog().getByRole('alert');
    await refused.waitFor();
    expect(await refused.textContent()).toMatch(/A[3-9].*(岗位|区间)/);
    expect(await dialog().getByRole('table').count()).toBe(0);
    expect(await dialog().getByRole('button', { name: '提交方案' }).isDisabled()).toBe(true);

    await dialog().getByRole('combobox', { name: '分配给' }).selectOption(manager.staffId);
    await dialog().getByText('符合全部规则').waitFor();
    await dialog().getByRole('button', { name: '提交方案' }).click();
    await desk.page.getByText('已分配 1 户').waitFor();
    await desk.page.getByText(`待分配 ${String(before.waiting)}`).waitFor();
  }, 90_000);

  it('goes from a number to the list behind it', async () => {
    await go(desk, '/outlet');
    await desk.page.locator('.standing').getByRole('link').first().click();
    await desk.page.waitForURL(/\/compliance\?.*tab=byClient/);
    await desk.page.locator('.grid-body, .empty').first().waitFor();
  }, 60_000);

  it('reads it all in English too', async () => {
    await go(desk, '/outlet');
    await desk.page
      .getByRole('banner')
      .getByRole('button', { name: new RegExp(head.name) })
      .click();
    await desk.page.getByRole('menuitem', { name: 'English' }).click();
    await desk.page.getByText('Waits for me').waitFor();
    expect(await desk.page.evaluate(() => document.documentElement.lang)).toBe('en');
    await desk.page
      .getByRole('banner')
      .getByRole('button', { name: new RegExp(head.name) })
      .click();
    await desk.page.getByRole('menuitem', { name: '中文' }).click();
    await desk.page.getByText('需要我处理').waitFor();
  }, 60_000);

  it('leaves, and nothing is left behind', async () => {
    await desk.page
      .getByRole('banner')
      .getByRole('button', { name: new RegExp(head.name) })
      .click();
    await desk.page.getByRole('menuitem', { name: '退出登录' }).click();
    await desk.page.getByRole('heading', { name: '选择身份' }).waitFor();
    expect(await desk.page.evaluate(() => sessionStorage.length)).toBe(0);
    expect(
      await desk.page.evaluate(() =>
        Object.keys(localStorage).filter((key) => !/^pcrm\.(language|look|menu|keys)$/.test(key)),
      ),
    ).toEqual([]);
  }, 60_000);
});

describe('the administrator at the desk', () => {
  it('lets a member of staff sign in, and sees no client', async () => {
    const administrator = personas.find(({ role }) => role === 'administrator');
    await signInAs(desk, administrator?.staffId ?? '');
    await go(desk, '/');
    await desk.page.waitForURL('**/admin');
    expect(await desk.page.getByRole('navigation').getByRole('link').allTextContents()).toEqual(['短信', '系统管理']);
    await desk.page.getByRole('button', { name: '新增用户' }).click();
    const userId = `test-${String(process.pid)}`;
    await dialog().getByLabel('用户名').fill(userId);
    await dialog().getByLabel('员工号').fill(manager.staffId);
    await dialog().getByLabel('密码').fill('a-long-enough-password');
    await dialog().getByRole('button', { name: '保存' }).click();
    const row = desk.page.getByRole('row', { name: new RegExp(userId) });
    await row.waitFor();
    await row.getByRole('button', { name: '停用' }).click();
    await row.getByText('已停用').waitFor();
  }, 60_000);
});
