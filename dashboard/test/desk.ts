import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

export const LOOKS = ['light', 'dark'] as const;
export const SIZES = { desk: { width: 1366, height: 768 }, phone: { width: 390, height: 844 } } as const;
export type Look = (typeof LOOKS)[number];
export type Size = keyof typeof SIZES;

const SHOTS = fileURLToPath(new URL('../test-results/screens/', import.meta.url));
const QUIET = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

/** Debian's Chromium, whose path `npm run test:browser` finds; speaking Chinese, as at a bank. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'];
  if (!executablePath) throw new Error('CHROMIUM names no browser: run npm run test:browser');
  return await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--lang=zh-CN', '--disable-component-update', '--disable-sync', ...QUIET],
    env: { ...process.env, LANGUAGE: 'zh_CN' },
  });
}

/** Somebody in front of a browser; `faults` are what the page itself did wrong. */
export type Desk = { readonly context: BrowserContext; readonly page: Page; readonly faults: string[] };

export async function sitDown(browser: Browser, url: string, look: Look = 'light', size: Size = 'desk'): Promise<Desk> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: SIZES[size],
    colorScheme: look,
    locale: 'zh-CN',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    // A refusal is an answer; the browser logs each as a failed resource.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      faults.push(message.text());
  });
  return { context, page, faults };
}

/** Opens a path as if typed, with the mouse where it hovers over nothing: a hovered link fetches its screen ahead. */
export async function go({ page, faults }: Desk, path: string): Promise<void> {
  await page.mouse.move(0, 0);
  faults.length = 0;
  await page.goto(path);
}

/** Picks a person of the demo branch without the page for it. */
export async function signInAs({ context }: Pick<Desk, 'context'>, staffId: string): Promise<void> {
  const answer = await context.request.post('/api/session/persona', {
    headers: { 'x-pcrm-csrf': '1' },
    data: { staffId },
  });
  if (!answer.ok()) throw new Error(`no persona ${staffId}: ${String(answer.status())}`);
}

/** Asks the platform as whoever is signed in here. */
export async function ask<Answer>({ context }: Pick<Desk, 'context'>, path: string, body?: object): Promise<Answer> {
  const headers = { 'x-pcrm-csrf': '1' };
  const answer = body
    ? await context.request.post(`/api/${path}`, { headers, data: body })
    : await context.request.get(`/api/${path}`);
  if (!answer.ok()) throw new Error(`${path}: ${String(answer.status())} ${await answer.text()}`);
  return (await answer.json()) as Answer;
}

/** What stands against WCAG 2.2 AA on the page, in short; empty when nothing does. */
export async function violations(page: Page): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return found.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} · ${failureSummary?.split('\n')[1]?.trim() ?? ''}`,
    ),
  );
}

/** Keeps what the screen looks like in a folder that git ignores. */
export async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: `${SHOTS}${name}.png` });
}

/** Nothing sticks out of the page sideways (1.4.10): the page itself never scrolls that way. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
