import type { Browser } from 'playwright-core';
import { openBranch, type Branch } from './branch.js';
import { ask, go, openBrowser, shoot, signInAs, sitDown, violations, type Desk } from './desk.js';

type Persona = { readonly staffId: string; readonly name: string; readonly role: string; readonly outletId?: string };
type Line = {
  readonly opportunityId: string;
  readonly clientId: string;
  readonly clientName: string;
  readonly staffId: string;
  readonly nextStepOn: string | null;
};
type Duty = { readonly clientId: string; readonly clientName: string; readonly rule: string; readonly status: string };

let branch: Branch;
let browser: Browser;
let desk: Desk;
let personas: readonly Persona[];
let pursued: Line;
let manager: Persona;
let head: Persona;
const dialog = () => desk.page.getByRole('dialog');
const closed = () => dialog().waitFor({ state: 'hidden' });
const everybody = async (role: string) => personas.filter((persona) => persona.role === role);

async function sitAs({ staffId }: Persona): Promise<void> {
  await desk.page.goto('about:blank');
  await signInAs(desk, staffId);
}
/** The open drawer without a barrier. */
async function clean(name: string): Promise<void> {
  await desk.page.waitForFunction(() => !document.querySelector('[role="dialog"] .waiting'));
  await shoot(desk.page, name);
  expect(await violations(desk.page)).toEqual([]);
}

beforeAll(async () => {
  branch = await openBranch();
  browser = await openBrowser();
  desk = await sitDown(browser, branch.url);
  personas = await ask<readonly Persona[]>(desk, 'session/personas');
  await signInAs(desk, personas.find(({ role }) => role === 'branchManager')?.staffId ?? '');
  const { items } = await ask<{ items: readonly Line[] }>(desk, 'progress-table?limit=200');
  const line = items.find(({ staffId }) => personas.some((persona) => persona.staffId === staffId));
  const theirs = personas.find(({ staffId }) => staffId === line?.staffId);
  const above = personas.find(({ role, outletId }) => role === 'outletHead' && outletId === theirs?.outletId);
  if (!line || !theirs || !above) throw new Error('the branch pursues nobody');
  [pursued, manager, head] = [line, theirs, above];
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await branch?.stop();
});
afterEach(() => expect(desk.faults).toEqual([]));

describe('为什么', () => {
  it('A9: a load shows its tiers, ratios, factor, policy version and facts, and adds up to the number on the board', async () => {
    await sitAs(head);
    await go(desk, '/allocation');
    const row = desk.page.locator('.load', { hasText: manager.name }).first();
    const index = (await row.locator('.load-index').textContent())?.match(/\d+\.\d\d/)?.[0] ?? '';
    await row.getByRole('button', { name: `为什么：${manager.name}的负荷` }).click();
    await dialog()
      .getByText(/配比制度第 1 版/)
      .waitFor();
    expect(await dialog().textContent()).toContain(`负荷 ${index}`);
    expect(await dialog().textContent()).toMatch(/能力系数 \d+%/);
    await dialog()
      .getByText(/^事实编号 \d+ 条$/)
      .click();
    expect(await dialog().locator('.evidence code').first().textContent()).toMatch(/^[0-9a-f-]{36}$/);
    await clean('proof-load');
    await desk.page.keyboard.press('Escape');
    await closed();
  }, 60_000);

  it('an average, the duties and an opportunity show theirs on the card', async () => {
    await sitAs(manager);
    await go(desk, `/clients/${pursued.clientId}`);
    for (const [what, says] of [
      ['年日均与等级', /近 365 天，截至 .*天平均.*等级标准第 \d+ 版/],
      ['联系义务', /联系制度第 \d+ 版|没有正在计算/],
      ['商机', /沟通报告 \d+ 份/],
    ] as const) {
      await desk.page.getByRole('button', { name: new RegExp(`^为什么：.*的${what}$`) }).click();
      await dialog().getByText(says).or(dialog().locator('.notes, .why-duties, .empty')).first().waitFor();
      await clean(`proof-${what}`);
      expect(await dialog().textContent()).toMatch(says);
      await desk.page.keyboard.press('Escape');
      await closed();
    }
  }, 60_000);

  it('a due client shows on which contacts and rules it rests', async () => {
    await go(desk, '/today');
    await desk.page.getByText(/^全部到期/).click();
    const row = desk.page.locator('.day-row', { has: desk.page.locator('.why') }).first();
    await row.getByRole('button', { name: /^为什么/ }).click();
    await dialog()
      .getByText(/联系制度第 \d+ 版/)
      .first()
      .waitFor();
    await desk.page.keyboard.press('Escape');
    await closed();
  }, 60_000);

  it('a compliance cell leads to its clients, and each of them says why with the key w', async () => {
    await go(desk, '/compliance?tab=byClient');
    await desk.page.waitForSelector('.grid-body');
    await desk.page.getByRole('grid').focus();
    await desk.page.keyboard.press('w');
    await dialog()
      .getByText(/联系制度第 \d+ 版/)
      .first()
      .waitFor();
    await desk.page.keyboard.press('Escape');
    await closed();
  }, 60_000);
});

describe('C9: what the head lets go', () => {
  it('a duty of a month is waived with a reason, and stands as waived with who and why', async () => {
    let found: { duty: Duty; by: Persona } | undefined;
    for (const above of await everybody('outletHead')) {
      await sitAs(above);
      const holders = personas.filter(({ role, outletId }) => role === 'clientManager' && outletId === above.outletId);
      for (const { staffId } of holders) {
        const { items } = await ask<{ items: readonly Duty[] }>(desk, `compliance/clients?staffId=${staffId}`);
        const duty = items.find(({ rule, status }) => /^C[34]$/.test(rule) && /open|atRisk|missed/.test(status));
        if (duty) found = { duty, by: above };
        if (found) break;
      }
      if (found) break;
    }
    if (!found) throw new Error('no duty of this month is short');
    const { duty, by } = found;
    await go(desk, `/clients/${duty.clientId}`);
    await desk.page.getByRole('button', { name: new RegExp(`^豁免.*的 ${duty.rule}$`) }).click();
    const waive = dialog().getByRole('button', { name: '豁免', exact: true });
    expect(await waive.isDisabled()).toBe(true);
    await clean('proof-waive');
    await dialog().getByLabel('豁免原因（必填）').fill('客户住院');
    await waive.click();
    await closed();
    await desk.page.getByText(new RegExp(`由${by.name}于 .* 豁免：客户住院`)).waitFor();
    await desk.page.locator('.duties .heat-waived').first().waitFor();

    await go(desk, '/compliance');
    await desk.page
      .getByText(/含豁免 \d/)
      .first()
      .waitFor();
    await shoot(desk.page, 'proof-waived-cells');
  }, 120_000);

  it('leave is noted where the staff are listed, shrinks the week, and is taken back', async () => {
    await sitAs(head);
    await go(desk, '/compliance');
    const row = desk.page.getByRole('row', { name: new RegExp(manager.name) }).first();
    const week = async () => (await row.locator('td').nth(1).textContent())?.match(/\/(\d+)/)?.[1] ?? '';
    const before = await week();
    await row.getByRole('button', { name: `登记${manager.name}的休假` }).click();
    const first = await dialog().getByLabel('首日').inputValue();
    await dialog()
      .getByLabel('末日')
      .fill(`${String(Number(first.slice(0, 4)) + 1)}-01-02`);
    await clean('proof-leave');
    await dialog().getByLabel('末日').fill(first);
    await dialog().getByRole('button', { name: '登记休假' }).click();
    await closed();
    await row.getByText(/休假 .* 至/).waitFor();
    expect(Number(await week())).toBeLessThanOrEqual(Number(before));
    await row.getByRole('button', { name: `登记${manager.name}的休假` }).click();
    await dialog()
      .getByRole('button', { name: /^撤销 .*的休假$/ })
      .click();
    await dialog().getByText('已登记的休假').waitFor({ state: 'hidden' });
    await desk.page.keyboard.press('Escape');
    await closed();
    expect(await week()).toBe(before);
  }, 60_000);

  it('nobody but the head may', async () => {
    await sitAs(manager);
    await go(desk, '/compliance');
    await desk.page.waitForSelector('.heat-table');
    expect(await desk.page.getByRole('button', { name: /休假|豁免/ }).count()).toBe(0);
  }, 60_000);
});

describe('SMS templates', () => {
  const name = `重阳问候${String(process.pid)}`;

  it('are written with variables, a preview and the number of SMS; who wrote one cannot approve it', async () => {
    await sitAs(head);
    await go(desk, '/sms');
    await desk.page.getByText('模板', { exact: true }).click();
    await desk.page.getByRole('button', { name: '新建模板' }).click();
    await dialog().getByLabel('名称').fill(name);
    await dialog().getByLabel('正文').fill('尊敬的，重阳安康！');
    await dialog()
      .getByLabel('正文')
      .evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(3, 3));
    await dialog().getByRole('button', { name: '客户称呼' }).click();
    expect(await dialog().getByLabel('正文').inputValue()).toBe('尊敬的{clientName}，重阳安康！');
    expect(await dialog().locator('.sms-text').textContent()).toMatch(/^【.+】尊敬的王女士，重阳安康！.+/);
    await dialog()
      .getByText(/字，计 1 条短信/)
      .waitFor();
    await dialog()
      .getByLabel('正文')
      .fill(`${'安'.repeat(80)}{gift}`);
    await dialog()
      .getByText(/字，计 2 条短信/)
      .waitFor();
    await dialog()
      .getByText(/变量未声明：\{gift\}/)
      .waitFor();
    const submit = dialog().getByRole('button', { name: '提交审批' });
    expect(await submit.isDisabled()).toBe(true);
    await clean('proof-template');
    await dialog().getByLabel('正文').fill('尊敬的{clientName}，重阳安康！{managerName}');
    await submit.click();
    await closed();
    const row = desk.page.locator('.template', { hasText: name });
    await row.getByText(new RegExp(`第 1 版待审批，${head.name}起草`)).waitFor();
    await row.getByRole('button').click();
    await dialog().locator('.sms-text').first().waitFor();
    expect(await dialog().getByRole('button', { name: '审批通过并启用' }).count()).toBe(0);
    await desk.page.keyboard.press('Escape');
    await closed();
  }, 90_000);

  it('are in use once a second person approves, and withdrawn again', async () => {
    const [checker] = await everybody('branchManager');
    if (!checker) throw new Error('no branch manager');
    await sitAs(checker);
    await go(desk, '/sms');
    await desk.page.getByText('模板', { exact: true }).click();
    const row = desk.page.locator('.template', { hasText: name });
    await row.getByRole('button').click();
    await dialog().getByRole('button', { name: '审批通过并启用' }).click();
    await dialog().getByText('在用，第 1 版').waitFor();
    await shoot(desk.page, 'proof-template-approved');
    await dialog().getByText('停用模板').first().click();
    await dialog().getByRole('button', { name: '停用模板' }).click();
    await row.waitFor({ state: 'hidden' });
  }, 60_000);
});

describe('somebody was faster (412)', () => {
  let other: Desk;
  beforeAll(async () => {
    other = await sitDown(browser, branch.url);
    await signInAs(other, head.staffId);
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
    await sitAs(manager);
    await go(desk, `/clients/${pursued.clientId}`);
    await desk.page.getByRole('main').getByRole('button', { name: '修改', exact: true }).click();
    await dialog().getByLabel('职业', { exact: true }).selectOption('executive');
    await dialog().getByRole('radio', { name: '价值取向' }).check();
    await meanwhile('PATCH', `clients/${pursued.clientId}/file`, { occupation: 'civilServant' });
    await dialog().getByRole('button', { name: '保存' }).click();
    const compare = dialog().getByRole('table');
    await compare.getByText('冲突').waitFor();
    const row = compare.getByRole('row', { name: /职业/ });
    expect(await row.textContent()).toMatch(/企业高管.*一般公务员/);
    const save = dialog().getByRole('button', { name: '按结果保存' });
    expect(await save.isDisabled()).toBe(true);
    await clean('proof-compare');
    await row.getByRole('radio', { name: /现在的/ }).check();
    await save.click();
    await closed();
    const file = desk.page.locator('.pairs');
    await file.getByText('一般公务员').waitFor();
    await file.getByText('价值取向').waitFor();
  }, 90_000);

  it('a next step typed meanwhile is compared too', async () => {
    await go(desk, `/clients/${pursued.clientId}`);
    await desk.page.getByRole('main').getByRole('button', { name: '推进' }).first().click();
    const field = dialog().getByLabel('下一步日期');
    await field.waitFor();
    const year = Number((await field.getAttribute('min'))?.slice(0, 4)) + 1;
    await field.fill(`${String(year)}-03-04`);
    await meanwhile('POST', `opportunities/${pursued.opportunityId}/next-step`, { on: `${String(year)}-05-06` });
    await dialog().getByRole('button', { name: '保存', exact: true }).click();
    const row = dialog().getByRole('row', { name: /下一步日期/ });
    await row.getByText('冲突').waitFor();
    await row.getByRole('radio', { name: /我填写的/ }).check();
    await dialog().getByRole('button', { name: '按结果保存' }).click();
    await desk.page.getByText('已保存').waitFor();
    await row.waitFor({ state: 'hidden' });
    expect(await field.inputValue()).toBe(`${String(year)}-03-04`);
    const now = await ask<Line>(desk, `opportunities/${pursued.opportunityId}`);
    expect(now.nextStepOn).toBe(`${String(year)}-03-04`);
    await desk.page.keyboard.press('Escape');
    await closed();
  }, 90_000);

  it('a small act is not done, the newest is read, and the page says so', async () => {
    await go(desk, `/clients/${pursued.clientId}`);
    const grant = desk.page.getByRole('button', { name: /^营销 短信 (登记同意|撤回)$/ });
    await grant.waitFor();
    const granting = (await grant.textContent()) === '登记同意';
    const states = granting ? (['refused'] as const) : (['withdrawn'] as const);
    // The page hears of nothing while its line is cut.
    await desk.page.route('**/api/stream', (route) => route.abort());
    await go(desk, `/clients/${pursued.clientId}`);
    await grant.waitFor();
    await meanwhile('POST', `clients/${pursued.clientId}/consents`, {
      changes: [{ purpose: 'marketing', channel: 'sms', state: states[0] }],
    });
    await grant.click();
    await desk.page.getByText('客户的授权意愿刚被他人更改，本次未登记。').waitFor();
    await desk.page.getByText('已载入最新内容，请核对后再操作。').waitFor();
    await desk.page.unroute('**/api/stream');
  }, 90_000);
});
