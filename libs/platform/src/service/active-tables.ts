import { tableOf, Unavailable, type RowStore, type ServiceDefinition, type Table } from '@pcrm/event-sourcing';
import type { ActiveTables } from './views.js';

/** Where the runner writes down which build of each view is read; see the kernel's `Builds`. */
const BUILDS: Table = { name: 'active-version', indexes: {} };
type Standing = { readonly active: { readonly tables: { readonly [name: string]: Table } } };
type Known = { readonly table: Table; readonly until: number };

/** Milliseconds for which an answer is believed: a table that is no longer read stays for some minutes. */
const BELIEVED = 1_000;

/** Reads from the row store which table each view has now, so that readers need not run where the views are made. */
export class StoredActiveTables implements ActiveTables {
  /** By view, totals or agenda: under whose name its builds are noted, and the table a view has before its first build. */
  private readonly named = new Map<string, { readonly owner: string; readonly table?: Table }>();
  private readonly known = new Map<string, Known>();
  /** Under way for several who ask at once. */
  private readonly looking = new Map<string, Promise<Table>>();
  private readonly declared = new Map<string, Promise<void>>();

  constructor(
    private readonly rows: RowStore,
    { projections, agendas }: Pick<ServiceDefinition, 'projections' | 'agendas'>,
    private readonly now: () => number = () => performance.now(),
  ) {
    for (const { name: owner } of agendas) this.named.set(owner, { owner });
    for (const projection of projections) {
      const { name: owner, version, totals = [] } = projection;
      this.named.set(owner, { owner, table: tableOf(projection) });
      for (const { name, indexes } of totals)
        this.named.set(name, { owner, table: tableOf({ name, version, indexes }) });
    }
  }

  async activeTable(view: string): Promise<Table> {
    const known = this.known.get(view);
    if (known && this.now() < known.until) return known.table;
    return await (this.looking.get(view) ?? this.look(view));
  }

  /** Whoever asks next is told anew: they have waited for what a table believed until now may never hold. */
  forget(view: string): void {
    this.known.delete(view);
    this.looking.delete(view);
  }

  private async look(view: string): Promise<Table> {
    const looking = this.stored(view);
    this.looking.set(view, looking);
    try {
      const table = await looking;
      if (this.looking.get(view) === looking) this.known.set(view, { table, until: this.now() + BELIEVED });
      return table;
    } finally {
      if (this.looking.get(view) === looking) this.looking.delete(view);
    }
  }

  /** Once: declaring is the writer's work, and whoever reads does not wait for its turn again and again. */
  private async declare(table: Table): Promise<void> {
    const declared = this.declared.get(table.name) ?? this.rows.declare(table);
    this.declared.set(table.name, declared);
    try {
      await declared;
    } catch (error) {
      this.declared.delete(table.name);
      throw error;
    }
  }

  private async stored(view: string): Promise<Table> {
    const named = this.named.get(view);
    if (!named) throw new Error(`there is no view ${view}`);
    await this.declare(BUILDS);
    const standing = (await this.rows.load<Standing>(BUILDS, [named.owner])).get(named.owner);
    const table = standing?.doc.active.tables[view];
    if (table) return table;
    if (!named.table) throw new Unavailable(`${view} is not made yet`);
    await this.declare(named.table);
    return named.table;
  }
}
