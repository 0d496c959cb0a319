import type { Browser } from 'playwright-core';
import { openBranch, type Branch } from './branch.js';
import { ask, openBrowser, shoot, signInAs, sitDown, violations, type Desk } from './desk.js';

export type Persona = {
  readonly staffId: string;
  readonly name: string;
  readonly role: string;
  readonly outletId?: string;
};
export type Line = {
  readonly opportunityId: string;
  readonly clientId: string;
  readonly clientName: string;
  readonly staffId: string;
  readonly nextStepOn: string | null;
};
/** A branch, a browser, somebody at a desk, and a client who is pursued: by whom, under which head. */
export type Story = {
  readonly branch: Branch;
  readonly browser: Browser;
  readonly desk: Desk;
  readonly personas: readonly Persona[];
  readonly pursued: Line;
  readonly manager: Persona;
  readonly head: Persona;
};

export async function openStory(): Promise<Story> {
  const branch = await openBranch();
  const browser = await openBrowser();
  const desk = await sitDown(browser, branch.url);
  const personas = await ask<readonly Persona[]>(desk, 'session/personas');
  await signInAs(desk, personas.find(({ role }) => role === 'branchManager')?.staffId ?? '');
  const { items } = await ask<{ items: readonly Line[] }>(desk, 'progress-table?limit=200');
  const pursued = items.find(({ staffId }) => personas.some((persona) => persona.staffId === staffId));
  const manager = personas.find(({ staffId }) => staffId === pursued?.staffId);
  const head = personas.find(({ role, outletId }) => role === 'outletHead' && outletId === manager?.outletId);
  if (!pursued || !manager || !head) throw new Error('the branch pursues nobody');
  return { branch, browser, desk, personas, pursued, manager, head };
}

export async function closeStory(story: Story | undefined): Promise<void> {
  await story?.browser.close();
  await story?.branch.stop();
}

/** Leaves the page of whoever sat here before, so that nothing of theirs is still being asked for, and signs in. */
export async function seat(desk: Desk, staffId: string): Promise<void> {
  await desk.page.goto('about:blank');
  await signInAs(desk, staffId);
}

/** Keeps what an open drawer looks like; it has no barrier. */
export async function shot({ page }: Desk, name: string): Promise<void> {
  await page.waitForFunction(() => !document.querySelector('[role="dialog"] .waiting'));
  await shoot(page, name);
  expect(await violations(page)).toEqual([]);
}
