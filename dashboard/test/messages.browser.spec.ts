import { ask, go, type Desk } from './desk.js';
import { closeStory, openStory, seat, type Story } from './pursued.js';

let story: Story;
let desk: Desk;
const dialog = () => desk.page.getByRole('dialog');
const screen = () => desk.page.getByRole('main');

beforeAll(async () => {
  story = await openStory();
  ({ desk } = story);
}, 300_000);
afterAll(() => closeStory(story));
afterEach(() => expect(desk.faults).toEqual([]));

describe('a message to a client', () => {
  type Message = { readonly messageId: string; readonly clientId: string; readonly staffId: string };
  const waiting = async () =>
    (await ask<{ items: readonly Message[] }>(desk, 'outbound-messages/waiting?limit=200')).items;

  it('C6: is read before it leaves, waits for a yes, and a no keeps its reason', async () => {
    await seat(desk, story.manager.staffId);
    const { items: said } = await ask<{ items: readonly Message[] }>(desk, 'outbound-messages?limit=200');
    const { items: clients } = await ask<{ items: readonly { clientId: string }[] }>(desk, 'clients/search', {
      limit: 100,
    });
    const greeted = clients.find(({ clientId }) => !said.some((message) => message.clientId === clientId));
    if (!greeted) throw new Error('everybody has been written to');
    const { now } = await ask<{ now: string }>(desk, 'session');
    const shanghai = new Date(Date.parse(now) + (8 + 2 * 24) * 3_600_000);
    const birthday = { calendar: 'solar', month: shanghai.getUTCMonth() + 1, day: shanghai.getUTCDate() };
    const noted = await desk.context.request.patch(`/api/clients/${greeted.clientId}/file`, {
      headers: { 'x-pcrm-csrf': '1' },
      data: { birthday },
    });
    expect(noted.ok()).toBe(true);
    const ends = Date.now() + 30_000;
    let suggested: Message | undefined;
    while (!suggested && Date.now() < ends) {
      suggested = (await waiting()).find(({ clientId }) => clientId === greeted.clientId);
      if (!suggested) await desk.page.waitForTimeout(500);
    }
    if (!suggested) throw new Error('a birthday in two days suggested no greeting');
    await seat(desk, suggested.staffId);
    await go(desk, '/sms');
    await desk.page
      .getByRole('button', { name: /^查看并确认/ })
      .first()
      .click();
    expect(await dialog().locator('.sms-text').textContent()).toMatch(/\*.*生日/);
    expect(await dialog().getByRole('button', { name: '不发送', exact: true }).isDisabled()).toBe(true);
    await dialog().getByLabel('不发送的原因').fill('已当面祝福');
    await dialog().getByRole('button', { name: '不发送', exact: true }).click();
    await desk.page.getByText('已决定不发送').waitFor();
    await screen().getByText('未发送', { exact: true }).first().click();
    await screen().locator('.sms-row', { hasText: '管户人决定不发' }).first().waitFor();
  }, 60_000);
});
