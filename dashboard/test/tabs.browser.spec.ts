import type { Browser, Page } from 'playwright-core';
import { openBranch, type Branch } from './branch.js';
import { ask, openBrowser, signInAs, sitDown, type Desk } from './desk.js';

let branch: Branch;
let browser: Browser;
let desk: Desk;

beforeAll(async () => {
  branch = await openBranch();
  browser = await openBrowser();
  desk = await sitDown(browser, branch.url);
  const personas = await ask<readonly { readonly staffId: string; readonly role: string }[]>(desk, 'session/personas');
  await signInAs(desk, personas.find(({ role }) => role === 'branchManager')?.staffId ?? '');
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await branch?.stop();
});

/** How many event streams this page opens, from now on. */
function streamsOf(page: Page): () => number {
  let streams = 0;
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === '/api/stream') streams += 1;
  });
  return () => streams;
}

it('one event stream serves all tabs: the second knows how the line is, and takes over when the first closes', async () => {
  const [first, second] = [desk.page, await desk.context.newPage()];
  const streams = [first, second].map(streamsOf);
  await first.goto('/outlet');
  await first.waitForSelector('.line-open');
  await second.goto('/outlet');
  await second.waitForSelector('.line-open');
  expect(streams.map((count) => count())).toEqual([1, 0]);

  await first.close();
  await expect(second.waitForRequest('**/api/stream')).resolves.toBeDefined();
  await second.waitForSelector('.line-open');
}, 60_000);
