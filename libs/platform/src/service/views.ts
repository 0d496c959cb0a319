import type { Belongs, Find, Found, Projection, Row, RowStore, Table } from '@pcrm/event-sourcing';
import {
  inScope,
  scopedCount,
  scopedFind,
  scopedShown,
  type Scope,
  type ScopedFind,
  type ScopeIndexes,
  type ShownFind,
} from '../auth/scope.js';
import { found } from '../errors/problem.js';
import { ShownPage } from '../http/shown-page.js';
import { findShown, type Show } from '../stores/shown-rows.js';

/** Which table a view's rows are read from now: another one while it is rebuilt, and after. */
export interface ActiveTables {
  activeTable(view: string): Table | Promise<Table>;
}

/** A view or its totals, as readers name it. `by`: which index serves which scope. */
export type Viewed<Row extends object> = Pick<Projection<Row>, 'name' | 'belongs'>;

/** Reads a service's views. Whose rows is a mandatory argument; rows outside the scope are not there. */
export class Views {
  constructor(
    private readonly rows: RowStore,
    private readonly tables: ActiveTables,
  ) {}

  /** The table read now; for what the methods below do not say. Whoever uses it minds the scope. */
  async activeTable(view: string): Promise<Table> {
    return await this.tables.activeTable(view);
  }

  /** A page of the rows within the scope, in the order of the index that serves it. */
  async find<Doc extends object>(
    view: Viewed<Doc>,
    by: ScopeIndexes,
    scope: Scope,
    find: ScopedFind,
  ): Promise<Found<Doc>> {
    return await scopedFind<Doc>(this.rows, { table: await this.activeTable(view.name), by }, scope, find);
  }

  /** The same page as an answer shows it. `show` stays the same function for as long as it shows the same: what it showed may be kept. */
  async page<Doc extends object, Item>(
    view: Viewed<Doc>,
    by: ScopeIndexes,
    scope: Scope,
    find: ShownFind<Doc, Item>,
  ): Promise<ShownPage<Item>> {
    const table = await this.activeTable(view.name);
    const { texts, next } = await scopedShown<Doc>(this.rows, { table, by }, scope, find);
    return new ShownPage<Item>(texts, next);
  }

  /** How many rows the scope holds. */
  async count<Doc extends object>(
    view: Viewed<Doc>,
    by: ScopeIndexes,
    scope: Scope,
    find: Pick<Find, 'prefix' | 'where'> = {},
  ): Promise<number> {
    return await scopedCount(this.rows, { table: await this.activeTable(view.name), by }, scope, find);
  }

  /** One row within the scope, else 404. Asks `belongs`, the view's own unless another is given. */
  async get<Doc extends object>(
    view: Viewed<Doc>,
    scope: Scope,
    key: string,
    belongs: ((row: Doc) => Belongs) | undefined = view.belongs,
  ): Promise<Row<Doc>> {
    return found((await this.load(view, scope, [key], belongs)).get(key));
  }

  /** Rows by key, without those outside the scope. A view that does not say whose its rows are is only for scope `all`. */
  async load<Doc extends object>(
    view: Viewed<Doc>,
    scope: Scope,
    keys: readonly string[],
    belongs: ((row: Doc) => Belongs) | undefined = view.belongs,
  ): Promise<ReadonlyMap<string, Row<Doc>>> {
    if (scope.kind === 'none') return new Map();
    const rows = await this.rows.load<Doc>(await this.activeTable(view.name), keys);
    return new Map([...rows].filter(([, { doc }]) => inScope(scope, belongs?.(doc) ?? {})));
  }

  /** Rows that are nobody's client data (policies, outlets, templates): open to whoever holds the route's permission. */
  async open<Doc extends object>(
    view: Pick<Viewed<Doc>, 'name'>,
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, Row<Doc>>> {
    return await this.rows.load<Doc>(await this.activeTable(view.name), keys);
  }
  async openFind<Doc extends object>(view: Pick<Viewed<Doc>, 'name'>, find: Find): Promise<Found<Doc>> {
    return await this.rows.find<Doc>(await this.activeTable(view.name), find);
  }
  async openPage<Doc extends object, Item>(
    view: Pick<Viewed<Doc>, 'name'>,
    { show, ...find }: Find & { readonly show: Show<Doc, Item> },
  ): Promise<ShownPage<Item>> {
    const { texts, next } = await findShown<Doc>(this.rows, await this.activeTable(view.name), find, show);
    return new ShownPage<Item>(texts, next);
  }
}
