import type { AnyMessage } from '../message.js';
import type { Changed } from '../projection.js';
import type { Table } from '../row-store/row-store.js';
import { asError } from '../failures.js';
import type { Heard } from './heard.js';
import type { Session, Worker } from './member.js';
import type { Failure } from './one-by-key.js';
import { goneTable, type Slot, Slots } from './slots.js';
import { TotalsKeeper } from './totals.js';
import type { AnyProjection, ProjectionTools, RunnableProjection } from './projection-tools.js';

/** Folds batches into the rows of one build of a view, and keeps its totals fresh. */
export class ProjectionWorker implements Worker {
  readonly tables: readonly Table[];
  readonly totals: TotalsKeeper;
  readonly #projection: RunnableProjection;

  constructor(
    projection: AnyProjection,
    /** Where this build of the view keeps its rows. */
    readonly table: Table,
    private readonly tools: ProjectionTools,
  ) {
    this.#projection = projection as RunnableProjection;
    this.totals = new TotalsKeeper(projection, table, tools);
    this.tables = [table, goneTable(table), ...this.totals.tables];
  }

  handles(type: string): boolean {
    return Object.hasOwn(this.#projection.on, type);
  }

  async open(items: readonly Heard[]): Promise<Session> {
    const slots = new Slots(this.tools.rows, this.table);
    await slots.load(items.flatMap(({ message }) => (message ? [this.#keyOf(message)] : [])));
    return {
      attempt: async (some) => this.#fold(slots, some),
      writes: async () => [...(await slots.writes()), ...(await this.totals.mark(slots.changed()))],
      committed: () => this.#tell(slots, items),
    };
  }

  lookAgain(): void {
    this.totals.lookAgain();
  }
  settle(calm: boolean): Promise<number | undefined> {
    return this.totals.settle(calm);
  }
  finish(): Promise<void> {
    return this.totals.refresh();
  }

  #keyOf(message: AnyMessage): string {
    return this.#projection.key ? this.#projection.key(message) : message.key;
  }

  #fold(slots: Slots, items: readonly Heard[]): readonly Failure[] {
    const failures = new Map<string, { key: string; error: Error; items: Heard[] }>();
    for (const item of items) {
      const stopped = failures.size > 0 ? failures.get(item.key) : undefined;
      if (stopped) {
        stopped.items.push(item);
        continue;
      }
      try {
        this.#foldOne(slots, item.message as AnyMessage);
      } catch (error) {
        failures.set(item.key, { key: item.key, error: asError(error), items: [item] });
      }
    }
    return [...failures.values()];
  }

  #foldOne(slots: Slots, message: AnyMessage): void {
    const slot = slots.get(this.#keyOf(message));
    if (Slots.hasSeen(slot, message.source, message.position)) return;
    const row = this.#projection.on[message.type]?.(slot.doc, message, this.tools.fold);
    Slots.put(slot, row, message.source, message.position);
  }

  #tell(slots: Slots, items: readonly Heard[]): void {
    if (!this.tools.changed) return;
    const rows = slots.changed().filter(({ doc, before }) => doc !== before).map((slot) => this.#changed(slot)); // prettier-ignore
    const last = items.at(-1)?.message;
    if (rows.length === 0) return;
    this.tools.changed({
      view: this.#projection.name,
      rows,
      ...(last && { position: last.position, source: last.source }),
    });
  }

  /** Whose the row was and is: both may want to look. */
  #changed({ key, doc, before }: Slot): Changed['rows'][number] {
    const { belongs } = this.#projection;
    return belongs ? { key, belongs: [before, doc].flatMap((row) => (row ? [belongs(row)] : [])) } : { key };
  }
}
