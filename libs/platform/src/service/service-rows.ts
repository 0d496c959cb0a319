import {
  VersionConflict,
  type Commit,
  type Find,
  type Found,
  type Json,
  type Row,
  type RowStore,
  type Table,
} from '@pcrm/event-sourcing';
import { findShown, type FoundTexts, type Show, type ShowingRows } from '../stores/shown-rows.js';

/**
 * One service's part of a row store that several share: its tables and checkpoints carry its name, so that two services
 * may have views of the same name. Whoever runs the service's views must look through the same glass.
 */
export class ServiceRows implements RowStore, ShowingRows {
  private readonly renamed = new WeakMap<Table, Table>();

  constructor(
    private readonly service: string,
    private readonly rows: RowStore,
  ) {}

  async declare(table: Table): Promise<void> {
    await this.rows.declare(this.own(table));
  }
  async load<Doc>(table: Table, keys: readonly string[]): Promise<ReadonlyMap<string, Row<Doc>>> {
    return await this.rows.load<Doc>(this.own(table), keys);
  }
  async commit({ writes, checkpoints, durable }: Commit): Promise<void> {
    const marks = Object.entries(checkpoints ?? {}).map(([name, mark]): [string, Json] => [this.name(name), mark]);
    try {
      await this.rows.commit({
        writes: writes.map(({ table, rows }) => ({ table: this.own(table), rows })),
        ...(checkpoints && { checkpoints: Object.fromEntries(marks) }),
        ...(durable !== undefined && { durable }),
      });
    } catch (error) {
      throw error instanceof VersionConflict ? this.seenFromHere(error) : error;
    }
  }
  async find<Doc>(table: Table, find: Find): Promise<Found<Doc>> {
    return await this.rows.find<Doc>(this.own(table), find);
  }
  async findShown<Doc>(table: Table, find: Find, show: Show<Doc, unknown>): Promise<FoundTexts> {
    return await findShown(this.rows, this.own(table), find, show);
  }
  async count(table: Table, find?: Pick<Find, 'index' | 'prefix' | 'where'>): Promise<number> {
    return await this.rows.count(this.own(table), find);
  }
  async checkpoint(name: string): Promise<Json | undefined> {
    return await this.rows.checkpoint(this.name(name));
  }
  async drop(name: string): Promise<void> {
    await this.rows.drop(this.name(name));
  }
  /** The store itself belongs to the process and stays open. */
  async [Symbol.asyncDispose](): Promise<void> {}

  private seenFromHere({ table, keys }: VersionConflict): VersionConflict {
    return new VersionConflict(table.slice(this.service.length + 1), keys);
  }
  private name(name: string): string {
    return `${this.service}.${name}`;
  }
  private own(table: Table): Table {
    const own = this.renamed.get(table) ?? { name: this.name(table.name), indexes: table.indexes };
    this.renamed.set(table, own);
    return own;
  }
}
