import type { Due } from '../reaction.js';
import type { RowStore, RowWrite, Table } from '../row-store/row-store.js';
import { dueDoc, type DueRow } from './run-agenda.js';
import { Slots, type Writes } from './slots.js';

/** An agenda as the scheduler sees it. */
export type ScheduledAgenda = {
  readonly name: string;
  readonly table: Table;
  readonly next?: (done: Due) => readonly Due[];
};
type Taken = { readonly agenda: ScheduledAgenda; readonly key: string; readonly due: DueRow };

/** What of each due key was issued last: it outlives a rebuild of the agenda, which finds old dues again. */
export const doneTable = (agenda: string): Table => ({ name: `${agenda}.done`, indexes: {} });
type Done = { readonly dueAt: string };

/** Some due rows on their way off the agenda: what is written when they are done. */
export class DuePage {
  private constructor(
    private readonly slots: ReadonlyMap<string, Slots>,
    private readonly done: ReadonlyMap<string, ReadonlyMap<string, { readonly version: number; readonly doc: Done }>>,
    private readonly taken: readonly Taken[],
  ) {}

  static async load(rows: RowStore, taken: readonly Taken[]): Promise<DuePage> {
    const slots = new Map<string, Slots>();
    const done = new Map<string, Awaited<ReturnType<typeof rows.load<Done>>>>();
    for (const [name, own] of Map.groupBy(taken, ({ agenda }) => agenda.name)) {
      const { table, next } = (own[0] as Taken).agenda;
      const rearmed = next ? own.flatMap(({ due }) => next(due).map(({ key }) => key)) : [];
      const kept = new Slots(rows, table);
      await kept.load([...own.map(({ key }) => key), ...rearmed]);
      slots.set(name, kept);
      done.set(name, await rows.load<Done>(doneTable(name), own.map(({ key }) => key))); // prettier-ignore
    }
    return new DuePage(slots, done, taken);
  }

  /** Whether this very due still stands, and was not issued already before its agenda was rebuilt. */
  isOpen({ name }: ScheduledAgenda, key: string, dueAt: string): boolean {
    return this.#stands(name, key, dueAt) && this.done.get(name)?.get(key)?.doc.dueAt !== dueAt;
  }
  #stands(agenda: string, key: string, dueAt: string): boolean {
    return (this.slots.get(agenda)?.get(key).doc as DueRow | undefined)?.dueAt === dueAt;
  }

  /** Takes the rows off, arms what follows them, and remembers what was done. */
  async writes(): Promise<Writes> {
    for (const { agenda, key, due } of this.taken) this.#replace(agenda, key, due);
    const changes = await Promise.all([...this.slots.values()].map((slots) => slots.writes()));
    return [...changes.flat(), ...this.#notes()];
  }

  #replace({ name, next }: ScheduledAgenda, key: string, due: DueRow): void {
    const slots = this.slots.get(name) as Slots;
    if (!this.#stands(name, key, due.dueAt)) return;
    Slots.replace(slots.get(key), undefined);
    for (const following of next?.(due) ?? []) Slots.replace(slots.get(following.key), dueDoc(following, due._cause));
  }

  #notes(): Writes {
    return [...Map.groupBy(this.taken, ({ agenda }) => agenda.name)].map(([name, own]) => {
      const known = this.done.get(name);
      const rows = own.map(({ key, due }): RowWrite => {
        const before = known?.get(key);
        const dueAt = before && before.doc.dueAt > due.dueAt ? before.doc.dueAt : due.dueAt;
        return { key, expected: before?.version ?? 0, seen: {}, doc: { dueAt } };
      });
      return { table: doneTable(name), rows };
    });
  }
}
