import type { JsonObject } from '../fact.js';
import { VersionConflict } from '../failures.js';
import type { Found, Row, RowWrite, Table } from '../row-store/row-store.js';
import type { AnyProjection, ProjectionTools } from './projection-tools.js';
import type { Slot, Writes } from './slots.js';

type RunnableTotals = {
  readonly name: string;
  readonly indexes: Table['indexes'];
  readonly of: (row: JsonObject) => readonly string[];
  readonly by: string;
  readonly initial: () => JsonObject;
  readonly add: (total: JsonObject, row: JsonObject, rowKey: string) => JsonObject;
};
type PlacedTotals = RunnableTotals & { readonly table: Table };
/** `due`: its total is to be recomputed; `done`: it stands. A mark stays for good, so that its version tells who was there meanwhile. */
type Mark = { readonly totals: string; readonly key: string; readonly due?: 1; readonly done?: 1 };

/** Where the totals of one build of a view stand: `<totals>` follows `<view>` in the table's name, `load.v2` beside `clients.v2`. */
export const totalsTable = (
  view: string,
  rowTable: Table,
  totals: Pick<RunnableTotals, 'name' | 'indexes'>,
): Table => ({
  name: totals.name + rowTable.name.slice(view.length),
  indexes: totals.indexes,
});
/** Totals that a committed change has touched, and whether they have been recomputed since: that survives a crash. */
export const marksTable = (rowTable: Table): Table => ({ name: `${rowTable.name}.marks`, indexes: { due: ['due'] } });
const DUE = { index: 'due' } as const;
/** Also what an earlier version of this code has marked: it took a mark away where the total stood. */
const NOT_DONE = { index: 'key', where: { done: [null] } } as const;
const PAGE = 1_000;
/** Recomputing takes at most a hundredth of the time while messages keep coming, and a fifth when nothing waits behind. */
const BUSY = 99;
const CALM = 4;
/** Totals that are touched again and again are so late (ms) at most, though nothing waits behind, where it saves work. */
const LATE_MS = 200;

/** Recomputes totals from the rows below them. What was touched is marked by the commit that touched it. */
export class TotalsKeeper {
  readonly tables: readonly Table[];
  readonly #all: readonly PlacedTotals[];
  readonly #marks: Table;
  /** Marks may be left from before the start, hence true. */
  #touched: boolean;
  #look: typeof DUE | typeof NOT_DONE = NOT_DONE;
  /** `waited`: it had to, for the totals had been touched again soon after the time before. */
  #last = { ended: 0, took: 0, waited: false };
  #waits = false;

  constructor(
    projection: AnyProjection,
    private readonly rowTable: Table,
    private readonly tools: ProjectionTools,
  ) {
    const totals = (projection.totals ?? []) as readonly RunnableTotals[];
    this.#all = totals.map((each) => ({ ...each, table: totalsTable(projection.name, rowTable, each) }));
    this.#marks = marksTable(rowTable);
    this.tables = this.#all.length > 0 ? [...this.#all.map(({ table }) => table), this.#marks] : [];
    this.#touched = this.#all.length > 0;
  }

  /** Whether every total stands as its rows do, whichever process changed them. */
  async isFresh(): Promise<boolean> {
    if (this.#all.length === 0) return true;
    // Marks may be another process's: whoever is asked recomputes them as well as that one.
    const due = (await this.tools.rows.count(this.#marks, DUE)) > 0;
    // Looked at now: a batch may have touched one while that was counted.
    this.#touched ||= due;
    return !this.#touched;
  }

  /** Another process may have left marks since the last look. */
  lookAgain(): void {
    this.#touched = this.#all.length > 0;
    this.#look = NOT_DONE;
  }

  /** Writes that mark the totals in which these rows counted before or count now. */
  async mark(slots: readonly Slot[]): Promise<Writes> {
    if (this.#all.length === 0 || slots.length === 0) return [];
    const marks = new Map<string, Mark>();
    for (const { doc, before } of slots) for (const mark of this.#touches(before, doc)) marks.set(markKey(mark), mark);
    if (marks.size === 0) return [];
    const known = await this.tools.rows.load(this.#marks, [...marks.keys()]);
    const rows = [...marks].map(([key, doc]) => ({ key, expected: known.get(key)?.version ?? 0, seen: {}, doc }));
    this.#touched = true;
    return [{ table: this.#marks, rows }];
  }

  #touches(before: JsonObject | undefined, after: JsonObject | undefined): readonly Mark[] {
    if (before === after) return [];
    return this.#all.flatMap(({ name, of }) =>
      [before, after].flatMap((row) => (row ? of(row).map((key) => ({ totals: name, key, due: 1 as const })) : [])),
    );
  }

  /** After a batch: at once when the last time is long enough ago, else answers in how many milliseconds. `calm`: nothing waits behind it. */
  async settle(calm: boolean): Promise<number | undefined> {
    if (!this.#touched) return undefined;
    const elapsed = this.tools.elapsed ?? (() => performance.now());
    const started = elapsed();
    const early = this.#last.ended + this.#rest(calm) - started;
    if (early > 0) {
      this.#waits = true;
      return early;
    }
    await this.refresh();
    const ended = elapsed();
    this.#last = { ended, took: ended - started, waited: this.#waits };
    this.#waits = false;
    return this.#touched ? this.#rest(calm) : undefined;
  }

  /** Milliseconds between one time and the next. What comes alone is seen soon; what comes in a stream is added up less often. */
  #rest(calm: boolean): number {
    const { took, waited } = this.#last;
    if (!calm) return BUSY * took;
    return Math.max(CALM * took, waited ? Math.min(BUSY * took, LATE_MS) : 0);
  }

  /** Recomputes whatever is marked. */
  async refresh(): Promise<void> {
    if (!this.#touched) return;
    const { rows } = this.tools;
    let after: string | undefined;
    let left = false;
    do {
      const page = await rows.find<Mark>(this.#marks, {
        ...this.#look,
        limit: PAGE,
        ...(after !== undefined && { after }),
      });
      for (const mark of page.rows) if (!(await this.#recompute(mark))) left = true;
      after = page.next;
    } while (after !== undefined);
    this.#look = DUE;
    this.#touched = left;
  }

  /** False when somebody changed a row or the total meanwhile: the mark stays, and with it the duty. */
  async #recompute(mark: Row<Mark>): Promise<boolean> {
    const { totals: of, key } = mark.doc;
    const totals = this.#all.find(({ name }) => name === of);
    const unmark: RowWrite = { key: mark.key, expected: mark.version, seen: {}, doc: { totals: of, key, done: 1 } };
    const sums = totals ? await this.#rewrite(totals, key) : [];
    try {
      await this.tools.rows.commit({ writes: [...sums, { table: this.#marks, rows: [unmark] }] });
    } catch (error) {
      if (error instanceof VersionConflict) return false;
      throw error;
    }
    if (totals) this.tools.changed?.({ view: totals.name, rows: [{ key }] });
    return true;
  }

  /** Reads the standing total before its rows: whoever writes it meanwhile makes our commit fail. */
  async #rewrite(totals: PlacedTotals, key: string): Promise<Writes> {
    const { table } = totals;
    const standing = (await this.tools.rows.load(table, [key])).get(key);
    const doc = await this.#sum(totals, key);
    if (!doc && !standing) return [];
    return [{ table, rows: [{ key, expected: standing?.version ?? 0, seen: {}, doc }] }];
  }

  /** The total over all rows that count in it; null when there is none, so that no empty total stays behind. */
  async #sum({ by, of, initial, add }: RunnableTotals, key: string): Promise<JsonObject | null> {
    let total: JsonObject | null = null;
    let after: string | undefined;
    do {
      const page: Found<JsonObject> = await this.tools.rows.find(this.rowTable, {
        index: by,
        prefix: [key],
        limit: PAGE,
        ...(after !== undefined && { after }),
      });
      for (const row of page.rows) if (of(row.doc).includes(key)) total = add(total ?? initial(), row.doc, row.key);
      after = page.next;
    } while (after !== undefined);
    return total;
  }
}

const markKey = ({ totals, key }: Mark): string => `${totals}/${key}`;
