import { ask, go, shoot, type Desk } from './desk.js';
import { closeStory, openStory, seat, shot, type Line, type Persona, type Story } from './pursued.js';

type Duty = { readonly clientId: string; readonly clientName: string; readonly rule: string; readonly status: string };

let story: Story;
let desk: Desk;
let personas: readonly Persona[];
let pursued: Line;
let manager: Persona;
let head: Persona;
const dialog = () => desk.page.getByRole('dialog');
const closed = () => dialog().waitFor({ state: 'hidden' });
const everybody = async (role: string) => personas.filter((persona) => persona.role === role);

const sitAs = ({ staffId }: Persona) => seat(desk, staffId);
const clean = (name: string) => shot(desk, name);

beforeAll(async () => {
  story = await openStory();
  ({ desk, personas, pursued, manager, head } = story);
}, 300_000);
afterAll(() => closeStory(story));
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
  }, 180_000);

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
  }, 180_000);

  it('a due client shows on which contacts and rules it rests', async () => {
    for (const somebody of await everybody('clientManager')) {
      await sitAs(somebody);
      if ((await ask<{ total: number }>(desk, 'duties/due?limit=1')).total > 0) break;
    }
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
  }, 180_000);

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
  }, 180_000);
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
  }, 240_000);

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
  }, 180_000);

  it('nobody but the head may', async () => {
    await sitAs(manager);
    await go(desk, '/compliance');
    await desk.page.waitForSelector('.heat-table');
    expect(await desk.page.getByRole('button', { name: /休假|豁免/ }).count()).toBe(0);
  }, 180_000);
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
  }, 180_000);

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
  }, 180_000);
});
