import { closeStory, openStory, type Story } from './pursued.js';
import { ask, go } from './desk.js';

type Named = { readonly staffId: string; readonly outletName?: string };

let story: Story;
beforeAll(async () => {
  story = await openStory();
}, 300_000);
afterAll(() => closeStory(story));
afterEach(() => expect(story.desk.faults).toEqual([]));

describe('the way into a demo', () => {
  it('says that it is loading the people, then names their outlets, and takes one in with one click', async () => {
    const { desk, manager } = story;
    await desk.context.clearCookies();
    const people = await ask<readonly Named[]>(desk, 'session/personas');
    const outlet = people.find(({ staffId }) => staffId === manager.staffId)?.outletName;
    expect(outlet).toMatch(/[一-龥]/);
    let tell = (): void => undefined;
    const asked = new Promise<void>((done) => (tell = done));
    await desk.page.route('**/api/session/personas', (route) => asked.then(() => route.continue()));
    await go(desk, '/');
    await desk.page.getByText('正在载入可选身份').waitFor();
    tell();
    await desk.page
      .locator('.personas button', { hasText: manager.name })
      .filter({ hasText: outlet ?? '?' })
      .first()
      .click();
    await desk.page.waitForURL('**/today');
    await desk.page.getByRole('heading', { name: '我的一天' }).waitFor();
    await desk.page.waitForSelector('.line-open');
  }, 60_000);
});
