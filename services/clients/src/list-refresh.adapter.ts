import { dayNumber } from '@pcrm/contracts';
import { pause, VersionConflict, type Row, type RowStore, type RowWrite, type Table } from '@pcrm/event-sourcing';
import { accountsTable, type SavedAccount } from './kept-accounts.js';
import type { ClientRow } from './know/client-list/client-row.js';
import type { Looked } from './look-at-client.js';
import { policyOn, type TierPolicyVersion } from './policy.js';
import { averageAt } from './value/annual-average.js';
import { unpackAccount } from './value/asset-account.js';
import { timelineOf } from './value/timeline.js';

/** Which table a view is read from now. */
export type Tables = { activeTable(view: string): Table | Promise<Table> };
export type RefreshTools = {
  readonly rows: RowStore;
  readonly tables: Tables;
  readonly versions: () => Promise<readonly TierPolicyVersion[]>;
  /** What a closing has found of a client: if it is still so, no account need be read again. */
  readonly lastLook: (clientId: string) => Looked | undefined;
  /** Milliseconds between two refreshes, so that a year replayed in minutes does not rewrite every row for every day. */
  readonly restMs: number;
  /** Told of a refresh that failed; it is tried again after a rest. */
  readonly failed: (error: unknown) => void;
};

/** Rows between two rests. */
const SLICE = 100;
/** How far the rows were brought, for the process that comes after this one. */
const MARK = 'list-refresh';
/** `table`: whose rows they are, once they are done; those of a build that is made later know no averages. */
type Mark = { readonly through: string; readonly done: boolean; readonly table?: string };
const TRIES = 3;
/** While dates are closed one after the other, a rest is so many times as long as the refresh before it: little is spent on this. */
const REST_SHARE = 100;
const MOMENT_MS = 5;
/** Milliseconds between two looks at whose rows are read. */
const LOOK_MS = 5_000;
/** After failures in a row a rest is twice as long each time, up to so many rests. */
const MOST_RESTS = 64;

/**
 * Puts the average as of the last closed date into the rows of the client list, where it can be sorted by. It is no message:
 * the average of everybody moves every day. The fields start with `_`, stand outside the digest, and come back after a rebuild.
 */
export class ListRefresh {
  private wanted: string | undefined;
  private askedAt = 0;
  private busy = false;
  /** Rows are being gone over: not so in the rest behind it. */
  private underWay = false;
  /** Milliseconds of the refresh under way, or the last one, in which it rested. */
  private rested = 0;
  private stopped = false;
  /** In a row. */
  private failures = 0;

  constructor(private readonly tools: RefreshTools) {}

  /** Soon the rows show this date; of several dates asked for meanwhile only the last one is done. */
  ask(through: string): void {
    this.wanted = through;
    this.askedAt = performance.now();
    if (this.busy) {
      // Done later than now: a process that comes after this one must know of it. What is not told it will find at the next closing.
      void this.mark({ through, done: false }).catch(() => undefined);
      return;
    }
    this.busy = true;
    void this.work();
  }

  /** Asks for a date unless the rows were brought to it before this process began. */
  async resume(through: string): Promise<void> {
    const mark = (await this.tools.rows.checkpoint(MARK)) as Mark | undefined;
    if (mark?.through !== through || !mark.done) this.ask(through);
  }

  /** Asks for the last closed date again when the rows are those of another build, until the signal aborts. */
  async follow(closedThrough: () => Promise<string | undefined>, signal: AbortSignal): Promise<void> {
    for (; !signal.aborted; await pause(LOOK_MS, signal)) {
      try {
        if (await this.isOfAnother()) this.askFor(await closedThrough());
      } catch (error) {
        if (!signal.aborted) this.tools.failed(error);
      }
    }
  }

  private askFor(through: string | undefined): void {
    if (through !== undefined) this.ask(through);
  }

  /** Whether the rows that are read now are not those that were brought to a date. While that is under way nobody knows. */
  private async isOfAnother(): Promise<boolean> {
    const mark = (await this.tools.rows.checkpoint(MARK)) as Mark | undefined;
    return !this.underWay && mark?.done === true && mark.table !== (await this.table()).name;
  }

  private async table(): Promise<Table> {
    return await this.tools.tables.activeTable('client-list');
  }

  /** Begins nothing more. */
  stop(): void {
    this.stopped = true;
  }

  private async work(): Promise<void> {
    while (this.wanted !== undefined && !this.stopped) {
      const through = this.wanted;
      this.wanted = undefined;
      const started = performance.now();
      this.underWay = true;
      await this.run(through).then(
        () => (this.failures = 0),
        (error: unknown) => this.again(through, error),
      );
      this.underWay = false;
      await this.rest(REST_SHARE * (performance.now() - started - this.rested));
    }
    this.busy = false;
  }

  /** As if it had been asked for just now, unless a later date was meanwhile. */
  private again(through: string, error: unknown): void {
    if (this.stopped) return;
    this.wanted ??= through;
    this.failures += 1;
    this.askedAt = performance.now();
    this.tools.failed(error);
  }

  /** Long while one closing follows the other; only `restMs` once no more are asked for. */
  private async rest(longest: number): Promise<void> {
    const restMs = this.tools.restMs * Math.min(MOST_RESTS, 2 ** this.failures);
    const begun = performance.now();
    const isOver = (now: number): boolean =>
      now - begun >= Math.max(restMs, longest) || (this.wanted !== undefined && now - this.askedAt >= restMs);
    do {
      await new Promise<void>((resolve) => setTimeout(resolve, Math.max(MOMENT_MS, restMs / 4)).unref());
    } while (!isOver(performance.now()));
  }

  /** Goes over all accounts and writes the rows whose average or date differs. */
  async run(through: string): Promise<void> {
    const { rows } = this.tools;
    this.rested = 0;
    await this.mark({ through, done: false });
    const versions = await this.tools.versions();
    const list = await this.table();
    await Promise.all([rows.declare(accountsTable), rows.declare(list)]);
    for (let after: string | undefined, more = true; more;) {
      const began = performance.now();
      const page = await rows.find<SavedAccount>(accountsTable, {
        index: 'key',
        limit: SLICE,
        ...(after !== undefined && { after }),
      });
      const averages = new Map(page.rows.flatMap((row) => this.valuation(row, through, versions)));
      await this.write(list, averages);
      after = page.next;
      more = after !== undefined && page.rows.length > 0;
      if (more) await this.breathe(performance.now() - began);
      if (this.stopped) return;
    }
    await this.mark({ through, done: this.wanted === undefined, table: list.name });
  }

  /** Half of the time at most: on rows that nobody has at hand it is minutes of reading, and what is heard meanwhile comes first. */
  private async breathe(milliseconds: number): Promise<void> {
    const began = performance.now();
    await pause(milliseconds);
    this.rested += performance.now() - began;
  }

  private async mark(mark: Mark): Promise<void> {
    await this.tools.rows.commit({ writes: [], checkpoints: { [MARK]: mark } });
  }

  private valuation(
    { key, doc }: Row<SavedAccount>,
    through: string,
    versions: readonly TierPolicyVersion[],
  ): readonly [string, Partial<ClientRow>][] {
    const look = this.tools.lastLook(key);
    const holds = look?.revision === doc.revision && look.through === through && look.policies === versions.length;
    const average = holds ? look : averageOf(doc, through, versions);
    if (!average) return [];
    return [[key, { _averageFen: average.averageFen, _asOf: through, _coveredDays: average.coveredDays }]];
  }

  private async write(list: Table, averages: ReadonlyMap<string, Partial<ClientRow>>): Promise<void> {
    const { rows } = this.tools;
    for (let tries = 1; ; tries++) {
      const found = await rows.load<ClientRow>(list, [...averages.keys()]);
      const writes = [...found.values()].flatMap((row) => changed(row, averages.get(row.key)));
      try {
        if (writes.length > 0) await rows.commit({ writes: [{ table: list, rows: writes }] });
        return;
      } catch (error) {
        if (!(error instanceof VersionConflict) || tries === TRIES) throw error;
      }
    }
  }
}

function averageOf(
  { state }: SavedAccount,
  through: string,
  versions: readonly TierPolicyVersion[],
): Pick<Looked, 'averageFen' | 'coveredDays'> | undefined {
  if (state === undefined) return undefined;
  return averageAt(timelineOf(unpackAccount(state)), policyOn(versions, through).window, dayNumber(through));
}

function changed(
  { key, version, seen, doc }: Row<ClientRow>,
  now: Partial<ClientRow> | undefined,
): readonly RowWrite[] {
  if (!now || (doc._asOf === now._asOf && doc._averageFen === now._averageFen)) return [];
  // Another process was there since, with a later date.
  if (doc._asOf && now._asOf && doc._asOf > now._asOf) return [];
  return [{ key, expected: version, seen, doc: { ...doc, ...now } }];
}
