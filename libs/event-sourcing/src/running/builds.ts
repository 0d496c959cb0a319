import type { JsonObject } from '../fact.js';
import { VersionConflict } from '../failures.js';
import type { Row, RowStore, Table } from '../row-store/row-store.js';
import { OneAtATime } from '../one-at-a-time.js';
import { goneTable } from './slots.js';
import { marksTable } from './totals.js';

/** One table's worth of a view: its version, and how often that version was rebuilt beside itself. */
export type Build = { readonly version: number; readonly rebuild: number };
/** A view or agenda that is built from messages. */
export type Buildable = {
  readonly name: string;
  readonly version: number;
  /** Tables that readers may ask for by name: the view's own and its totals'. */
  readonly tables: (build: Build) => Readable;
};
export type Readable = { readonly [name: string]: Table };
export type Standing = {
  readonly active: Build & { readonly tables: Readable };
  /** Beside the active one, until it has caught up. */
  readonly building: Build | null;
  /** No longer read; their tables are to be dropped. */
  readonly old: readonly (Build & { readonly tables: Readable })[];
};

/** Which build of each view is read, which one is being made and which are to go. */
export const buildsTable: Table = { name: 'active-version', indexes: {} };

export const suffixOf = ({ version, rebuild }: Build): string =>
  `v${String(version)}${rebuild > 0 ? `.r${String(rebuild)}` : ''}`;
export const buildTable = (name: string, build: Build, indexes: Table['indexes']): Table => ({
  name: `${name}.${suffixOf(build)}`,
  indexes,
});
/** A build of this version beside these: its first one, or the next where its tables may still be there. */
const nextBuild = (version: number, known: readonly Build[]): Build => ({
  version,
  rebuild: 1 + Math.max(-1, ...known.filter((build) => build.version === version).map(({ rebuild }) => rebuild)),
});
/** What is to be made beside the active build: what was begun for this version, else a build of it unless that is what is read. */
export function wantedBuild({ active, building, old }: Standing, version: number): Build | null {
  if (building?.version === version) return building;
  return active.version === version ? null : nextBuild(version, old);
}
export const same = (one: Build, other: Build): boolean =>
  one.version === other.version && one.rebuild === other.rebuild;

/**
 * Keeps the books of blue and green: which rows readers see, and which are made meanwhile. All processes of a service write in
 * the same books, of other versions as well: each knows what stood there when it last looked.
 */
export class Builds {
  readonly #standing = new Map<string, Row<Standing>>();
  /** Since when, by this process's clock, each build of a view is known to be old. */
  readonly #oldSince = new Map<string, ReadonlyMap<string, number>>();
  /** What this process keeps up of a view, where it has said so. */
  readonly #kept = new Map<string, Readable>();
  readonly #turn = new OneAtATime();

  constructor(
    private readonly rows: RowStore,
    private readonly all: readonly Buildable[],
    /** Told when the tables of a build are gone, so that its checkpoints and parked keys go too. */
    private readonly dropped: (name: string, build: Build) => Promise<void>,
  ) {}

  /** Finds or begins the build of each view that this version of the code asks for. */
  async prepare(): Promise<void> {
    await this.rows.declare(buildsTable);
    await this.look();
    for (const { name } of this.all) await this.settle(name);
  }

  /** Learns what other processes have written. */
  async look(): Promise<void> {
    const names = this.all.map(({ name }) => name);
    for (const row of (await this.rows.load<Standing>(buildsTable, names)).values()) this.#know(row);
  }

  /** The table that readers of a view or of its totals look into now. */
  activeTable(name: string): Table {
    for (const { doc } of this.#standing.values()) {
      const table = doc.active.tables[name];
      if (table) return table;
    }
    throw new Error(`there is no view ${name}`);
  }

  /**
   * The table to decide on in place of the one a version of the code has named: the one this process keeps up together with
   * whoever decides, which is the active one but for the moment until it has joined a switch that another process has made.
   */
  resolve(table: Table): Table {
    const name = /^(.+)\.v\d+(?:\.r\d+)?$/.exec(table.name)?.[1] ?? '';
    const known = [...this.#standing].map(([view, { doc }]) => (this.#kept.get(view) ?? doc.active.tables)[name]);
    return known.find((each) => each !== undefined) ?? table;
  }
  /** From now on this process keeps up that build of a view; none: it keeps up nothing of it. */
  keep(name: string, build: Build | undefined): void {
    if (build) this.#kept.set(name, this.#buildable(name).tables(build));
    else this.#kept.delete(name);
  }

  /** Builds of a view that this version of the code keeps up: the active one, unless it is another version's, and the one in the making. */
  current(name: string): readonly Build[] {
    const { active, building } = this.#of(name).doc;
    const version = this.#buildable(name).version;
    return [active, ...(building ? [building] : [])].filter((build) => build.version === version);
  }
  isActive(name: string, build: Build): boolean {
    return same(this.#of(name).doc.active, build);
  }
  /** What is being made, by any process and of any version. */
  making(): readonly (readonly [name: string, build: Build])[] {
    return [...this.#standing].flatMap(([name, { doc }]) => (doc.building ? [[name, doc.building] as const] : []));
  }
  /** Whether a build that is no longer read is still there. */
  hasOld(name: string): boolean {
    return this.#of(name).doc.old.length > 0;
  }
  /** Milliseconds for which a build is known to be old; for ever once its tables are gone, undefined while it is read or made. */
  oldFor(name: string, build: Build): number | undefined {
    const { active, building } = this.#of(name).doc;
    if (same(active, build) || (building && same(building, build))) return undefined;
    return performance.now() - (this.#oldSince.get(name)?.get(suffixOf(build)) ?? -Infinity);
  }

  /** Begins to make the rows of a view anew, beside those that are read. One that is being made already goes on. */
  begin(name: string): Promise<Build> {
    return this.#turn.run(async () => {
      await this.look();
      const standing = await this.#change(name, (doc = this.#of(name).doc) => {
        const { active, building, old } = doc;
        return building ? doc : { active, building: nextBuild(active.version, [active, ...old]), old };
      });
      return standing.building ?? standing.active;
    });
  }

  /** The build in the making has caught up: from now on it is the one that is read. One that was given up meanwhile is not. */
  activate(name: string, build: Build): Promise<void> {
    const tables = this.#buildable(name).tables(build);
    return this.#turn.run(async () => {
      await this.#change(name, (doc = this.#of(name).doc) => {
        const { active, building, old } = doc;
        if (!building || !same(building, build)) return doc;
        return { active: { ...build, tables }, building: null, old: [...old, active] };
      });
    });
  }

  /** Drops the tables of builds that this process has known to be old for so many milliseconds: by then nobody looks into them. */
  dropOld(after: number): Promise<void> {
    return this.#turn.run(async () => {
      for (const [name, { doc }] of [...this.#standing]) {
        const gone = doc.old.filter((build) => (this.oldFor(name, build) ?? -1) >= after);
        for (const { tables, ...build } of gone) {
          await this.#drop(tables);
          await this.dropped(name, build);
        }
        const stays = (each: Build): boolean => !gone.some((dropped) => same(dropped, each));
        await this.#change(name, ({ old, ...rest } = this.#of(name).doc) => ({ ...rest, old: old.filter(stays) }));
      }
    });
  }

  /** Sees to it that this version of the code has a build of the view: the active one, or one in the making. */
  async settle(view: string): Promise<void> {
    const { name, version, tables } = this.#buildable(view);
    await this.#change(name, (known) => {
      const first: Build = { version, rebuild: 0 };
      if (!known) return { active: { ...first, tables: tables(first) }, building: null, old: [] };
      const { active, building, old } = known;
      const wanted = wantedBuild(known, version);
      const forgotten =
        building && (!wanted || !same(building, wanted)) ? [{ ...building, tables: tables(building) }] : [];
      return { active, building: wanted, old: [...old, ...forgotten] };
    });
  }

  async #drop(tables: Readable): Promise<void> {
    for (const table of Object.values(tables)) {
      for (const { name } of [table, goneTable(table), marksTable(table)]) await this.rows.drop(name);
    }
  }

  /** Another process of the service may be changing the same: then it is decided again on what that one has written. */
  async #change(name: string, next: (known: Standing | undefined) => Standing): Promise<Standing> {
    for (let tries = 1; ; tries++) {
      const before = this.#standing.get(name);
      const doc = next(before?.doc);
      try {
        await this.#save(name, before, doc);
        return doc;
      } catch (error) {
        if (!(error instanceof VersionConflict) || tries === 5) throw error;
        await this.look();
      }
    }
  }

  async #save(name: string, before: Row<Standing> | undefined, doc: Standing): Promise<void> {
    if (before && JSON.stringify(before.doc) === JSON.stringify(doc)) return;
    const expected = before?.version ?? 0;
    const row = { key: name, expected, seen: {}, doc: doc as unknown as JsonObject };
    await this.rows.commit({ writes: [{ table: buildsTable, rows: [row] }] });
    this.#know({ key: name, version: expected + 1, seen: {}, doc });
  }

  /** An answer that comes late says nothing new. */
  #know(row: Row<Standing>): void {
    const { key: name, version, doc } = row;
    if (version <= (this.#standing.get(name)?.version ?? 0)) return;
    const [known, now] = [this.#oldSince.get(name), performance.now()];
    this.#standing.set(name, row);
    this.#oldSince.set(name, new Map(doc.old.map(suffixOf).map((build) => [build, known?.get(build) ?? now])));
  }

  #of(name: string): Row<Standing> {
    const row = this.#standing.get(name);
    if (!row) throw new Error(`there is no view ${name}`);
    return row;
  }
  #buildable(name: string): Buildable {
    const found = this.all.find((each) => each.name === name);
    if (!found) throw new Error(`there is no view ${name}`);
    return found;
  }
}
