import type { Identity } from '@pcrm/platform';
import type { Answered, Asked } from './asked.js';

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
  /** Of the newest business date that is known. */
  readonly totalFen: number | null;
};
type Page = { readonly items: readonly Listed[]; readonly next?: string };

/** Everybody who is seen by whoever asks, page by page; not many more than `enough`. */
export async function clientsOf(
  ask: (request: Asked) => Promise<Answered>,
  enough = Infinity,
): Promise<readonly Listed[]> {
  const all: Listed[] = [];
  let after: string | undefined;
  do {
    const more = after === undefined ? '' : `&after=${encodeURIComponent(after)}`;
    const { items, next } = (await ask({ path: `clients?sort=number&limit=100${more}` })).body as Page;
    all.push(...items.filter(({ outletId }) => outletId));
    after = next;
  } while (after !== undefined && all.length < enough);
  return all;
}
