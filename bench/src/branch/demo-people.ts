import type { Identity } from '@pcrm/platform';
import type { RunningBranch } from './running-branch.js';

/** People of the demo branch, as its sign-ins name them. */
export const HEAD = 'QX-001';
export const MANAGER = 'QX-101';
export const ANALYST: Identity = { staffId: 'BR-02', role: 'branchAnalyst' };
export const ADMINISTRATOR: Identity = { staffId: 'BR-04', role: 'administrator' };

/** A client as the list shows them. */
export type Listed = {
  readonly clientId: string;
  readonly clientNo: string;
  readonly outletId: string;
  readonly averageFen: number;
};
type Page = { readonly items: readonly Listed[]; readonly next?: string };

/** Everybody whom somebody sees, page by page; with a cookie of the demo, else as the analyst, who sees all. */
export async function clientsOf(branch: RunningBranch, cookie?: string): Promise<readonly Listed[]> {
  const all: Listed[] = [];
  let after: string | undefined;
  do {
    const more = after === undefined ? '' : `&after=${encodeURIComponent(after)}`;
    const path = `clients?sort=number&limit=100${more}`;
    const asked = cookie === undefined ? branch.ask(ANALYST, { path }) : branch.askWith(cookie, { path });
    const { items, next } = (await asked).body as Page;
    all.push(...items.filter(({ outletId }) => outletId));
    after = next;
  } while (after !== undefined);
  return all;
}
