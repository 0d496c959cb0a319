import type { Belongs, Find, Found, RowStore, Table } from '@pcrm/event-sourcing';
import { NotFound } from '../errors/problem.js';
import { findShown, type FoundTexts, type Show } from '../stores/shown-rows.js';
import { roleTable, type Role } from './roles.js';

/** Whose rows a caller may see. A mandatory argument of every query. */
export type Scope =
  | { readonly kind: 'own'; readonly staffId: string; readonly outletId: string }
  | { readonly kind: 'outlet'; readonly outletId: string }
  | { readonly kind: 'all' }
  | { readonly kind: 'none' };

/** The scope of a signed-in person; somebody without an outlet in a role that needs one sees nothing. */
export function scopeOf({
  role,
  staffId,
  outletId,
}: {
  role: Role;
  staffId: string;
  outletId?: string | undefined;
}): Scope {
  const { reach } = roleTable[role];
  if (reach === 'all' || reach === 'none') return { kind: reach };
  if (outletId === undefined) return { kind: 'none' };
  return reach === 'own' ? { kind: 'own', staffId, outletId } : { kind: 'outlet', outletId };
}

export function inScope(scope: Scope, { outletId, staffIds }: Belongs): boolean {
  switch (scope.kind) {
    case 'all':
      return true;
    case 'outlet':
      return outletId === scope.outletId;
    case 'own':
      return staffIds?.includes(scope.staffId) ?? false;
    case 'none':
      return false;
  }
}

/** Outside the scope is 404, as if it were not there. */
export function assertInScope(scope: Scope, belonging: Belongs): void {
  if (!inScope(scope, belonging)) throw new NotFound('outside the scope');
}

/** Which index serves which scope; `own` and `outlet` indexes start with the staff id and the outlet id. */
export type ScopeIndexes = { readonly own?: string; readonly outlet?: string; readonly all?: string };
export type ScopedFind = Omit<Find, 'index'>;
/** What is looked for, and what is shown of it. */
export type ShownFind<Doc, Item> = ScopedFind & { readonly show: Show<Doc, Item> };
/** A table with the indexes that serve each scope. */
export type ScopedTable = { readonly table: Table; readonly by: ScopeIndexes };

/** A page of the rows within the scope; a scope without an index sees nothing. `prefix` follows the scope's own value. */
export async function scopedFind<Doc>(
  rows: Pick<RowStore, 'find'>,
  { table, by }: ScopedTable,
  scope: Scope,
  find: ScopedFind,
): Promise<Found<Doc>> {
  const lead = leadOf(scope, by, find);
  return lead ? await rows.find<Doc>(table, { ...find, ...lead }) : { rows: [] };
}

/** The same page, each row as `show` shows it. */
export async function scopedShown<Doc>(
  rows: Pick<RowStore, 'find'>,
  { table, by }: ScopedTable,
  scope: Scope,
  { show, ...find }: ShownFind<Doc, unknown>,
): Promise<FoundTexts> {
  const lead = leadOf(scope, by, find);
  return lead ? await findShown<Doc>(rows, table, { ...find, ...lead }, show) : { texts: [] };
}

/** How many rows the scope holds. */
export async function scopedCount(
  rows: Pick<RowStore, 'count'>,
  { table, by }: ScopedTable,
  scope: Scope,
  find: Pick<Find, 'prefix' | 'where'> = {},
): Promise<number> {
  const lead = leadOf(scope, by, find);
  return lead ? await rows.count(table, { ...find, ...lead }) : 0;
}

function leadOf(
  scope: Scope,
  by: ScopeIndexes,
  { prefix = [] }: Pick<Find, 'prefix'>,
): Pick<Find, 'index' | 'prefix'> | undefined {
  const index = scope.kind === 'none' ? undefined : by[scope.kind];
  if (index === undefined) return undefined;
  const whole = [...ownValue(scope), ...prefix];
  return { index, ...(whole.length > 0 && { prefix: whole }) };
}

function ownValue(scope: Scope): readonly string[] {
  if (scope.kind === 'own') return [scope.staffId];
  return scope.kind === 'outlet' ? [scope.outletId] : [];
}
