import { ask, go, type Desk } from './desk.js';
import { closeStory, openStory, seat, type Story } from './pursued.js';

type Duty = { readonly clientId: string; readonly rule: string; readonly status: string };

let story: Story;
let desk: Desk;
const dialog = () => desk.page.getByRole('dialog');
const screen = () => desk.page.getByRole('main');
const field = (label: string) => dialog().getByLabel(label);

/** Closes the drawer by mistake, opens it again, and once more after the page was loaded again. */
async function survives(open: () => Promise<void>, label: string, text: string): Promise<void> {
  await open();
  await field(label).fill(text);
  await desk.page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'hidden' });
  await open();
  expect(await field(label).inputValue()).toBe(text);
  await desk.page.reload();
  await open();
  expect(await field(label).inputValue()).toBe(text);
}

beforeAll(async () => {
  story = await openStory();
  ({ desk } = story);
}, 300_000);
afterAll(() => closeStory(story));
afterEach(() => expect(desk.faults).toEqual([]));

describe('what was half filled in', () => {
  it('of a file stays, and is gone once it is saved; the number of an identity card is never kept', async () => {
    await seat(desk, story.manager.staffId);
    await go(desk, `/clients/${story.pursued.clientId}`);
    const open = async (): Promise<void> => {
      await screen().getByRole('button', { name: '修改', exact: true }).click();
      await dialog().getByLabel('姓名').waitFor();
    };
    await open();
    await dialog().getByLabel('姓名').fill('韦小玲');
    await dialog().getByLabel('证件号码').fill('990000199001011234');
    await desk.page.reload();
    await open();
    expect(await dialog().getByLabel('姓名').inputValue()).toBe('韦小玲');
    expect(await desk.page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('990000199001011234');
    await dialog().getByRole('button', { name: '保存' }).click();
    await dialog().waitFor({ state: 'hidden' });
    await open();
    expect(await dialog().getByLabel('姓名').inputValue()).toBe('');
  }, 90_000);

  it('of an opportunity stays', async () => {
    await seat(desk, story.manager.staffId);
    await go(desk, `/clients/${story.pursued.clientId}`);
    const open = async (): Promise<void> => {
      await screen().getByRole('button', { name: '推进' }).first().click();
      await field('暂停原因').waitFor();
    };
    await survives(open, '暂停原因', '客户出国，下月再谈');
  }, 90_000);

  it('of a waiver stays', async () => {
    let duty: Duty | undefined;
    for (const head of story.personas.filter(({ role }) => role === 'outletHead')) {
      await seat(desk, head.staffId);
      for (const { staffId, role, outletId } of story.personas) {
        if (duty || role !== 'clientManager' || outletId !== head.outletId) continue;
        const { items } = await ask<{ items: readonly Duty[] }>(desk, `compliance/clients?staffId=${staffId}`);
        duty = items.find(({ rule, status }) => /^C[34]$/.test(rule) && /open|atRisk|missed/.test(status));
      }
      if (duty) break;
    }
    if (!duty) throw new Error('no duty of this month is short');
    const { clientId, rule } = duty;
    await go(desk, `/clients/${clientId}`);
    const open = async (): Promise<void> => {
      await desk.page.getByRole('button', { name: new RegExp(`^豁免.*的 ${rule}$`) }).click();
      await field('豁免原因（必填）').waitFor();
    };
    await survives(open, '豁免原因（必填）', '客户住院');
  }, 90_000);
});
