import type { AverageBand, Tier } from '@pcrm/contracts';
import type { Find, Table } from '@pcrm/event-sourcing';
import type { ClientRow } from './client-row.js';

/** One client as a list shows them. Money in fen. */
export type ListedClient = Omit<ClientRow, `_${string}` | 'registered' | 'homeOutletId' | 'placedOutletId'> & {
  readonly averageFen: number;
  readonly averageAsOf: string | null;
  readonly coveredDays: number;
  /** P4: nobody follows up until this date. */
  readonly coolingOff: boolean;
};

/** A row as it is shown today; what depends on today is worked out here. */
export function listed(row: ClientRow, today: string): ListedClient {
  const shown = Object.entries(row).filter(([name]) => !name.startsWith('_') && !HIDDEN.has(name));
  return {
    ...(Object.fromEntries(shown) as Omit<ListedClient, 'averageFen' | 'averageAsOf' | 'coveredDays' | 'coolingOff'>),
    averageFen: row._averageFen,
    averageAsOf: row._asOf,
    coveredDays: row._coveredDays,
    coolingOff: row.coolOffUntil !== null && today <= row.coolOffUntil,
  };
}
const HIDDEN: ReadonlySet<string> = new Set(['registered', 'homeOutletId', 'placedOutletId']);

export const SORTS = ['average', 'number', 'changed'] as const;
export type ClientSort = (typeof SORTS)[number];
export type Filters = {
  readonly tier?: Tier;
  readonly band?: AverageBand;
  readonly outletId?: string;
  readonly potential?: 'reached' | 'judged';
  readonly watched?: boolean;
  /** 已确立服务关系 or 未确立. */
  readonly established?: boolean;
};

/** Where each filter looks in a row. */
const PATHS: { readonly [F in keyof Required<Filters>]: string } = {
  tier: 'tier',
  band: 'band',
  outletId: 'outletId',
  potential: 'potential.basis',
  watched: 'watched',
  established: 'established',
};

/**
 * Conditions the store tests; none where nothing is filtered. Rows of the version before, which are read until this one's are made,
 * have erased persons in their orders.
 */
export function whereOf(filters: Filters, { indexes }: Pick<Table, 'indexes'>): NonNullable<Find['where']> {
  const areApart = indexes[indexesOf('number').all]?.includes('_listed') ?? false;
  const asked = Object.entries(PATHS).flatMap(([filter, path]) => {
    const value = filters[filter as keyof Filters];
    return value === undefined ? [] : [[path, [value]] as const];
  });
  return { ...(!areApart && { erased: [false] }), ...Object.fromEntries(asked) };
}

/** Which indexes serve a sort, by scope. */
export const indexesOf = (what: ClientSort | 'potential' | 'crossing') => ({
  own: `own-${what}`,
  outlet: `outlet-${what}`,
  all: `all-${what}`,
});
