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
/** What is to be made beside the active build: what was begun for this version, else its first build unless that is what is read. */
export function wantedBuild(active: Build, building: Build | null, first: Build): Build | null {
  if (building?.version === first.version) return building;
  return active.version === first.version ? null : first;
}
const same = (one: Build, other: Build): boolean => one.version === other.version && one.rebuild === other.rebuild;

/** Keeps the books of blue and green: which rows readers see, and which are made meanwhile. */
export class Builds {
  readonly #standing = new Map<string, Row<Standing>>();
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
    const names = this.all.map(({ name }) => name);
    const found = await this.rows.load<Standing>(buildsTable, names);
    for (const [name, row] of found) this.#standing.set(name, row);
    await this.dropOld();
    for (const each of this.all) await this.#settle(each);
  }

  /** The table that readers of a view or of its totals look into now. */
  activeTable(name: string): Table {
    for (const { doc } of this.#standing.values()) {
      const table = doc.active.tables[name];
      if (table) return table;
    }
    throw new Error(`there is no view ${name}`);
  }

  /** The active table in place of the one a version of the code has named. */
  resolve(table: Table): Table {
    const name = /^(.+)\.v\d+(?:\.r\d+)?$/.exec(table.name)?.[1];
    const known = [...this.#standing.values()].find(({ doc }) => name !== undefined && doc.active.tables[name]);
    return known?.doc.active.tables[name ?? ''] ?? table;
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

  /** Begins to make the rows of a view anew, beside those that are read. One that is being made already goes on. */
  begin(name: string): Promise<Build> {
    return this.#turn.run(async () => {
      const standing = await this.#change(name, (doc = this.#of(name).doc) => {
        const { active, building, old } = doc;
        if (building) return doc;
        const rebuilds = [active, ...old]
          .filter(({ version }) => version === active.version)
          .map(({ rebuild }) => rebuild);
        return { active, building: { version: active.version, rebuild: Math.max(...rebuilds) + 1 }, old };
      });
      return standing.building ?? standing.active;
    });
  }

  /** The build in the making has caught up: from now on it is the one that is read. */
  activate(name: string, build: Build): Promise<void> {
    const tables = this.#buildable(name).tables(build);
    return this.#turn.run(async () => {
      await this.#change(name, (doc = this.#of(name).doc) => {
        const { active, old } = doc;
        return same(active, build) ? doc : { active: { ...build, tables }, building: null, old: [...old, active] };
      });
    });
  }

  /** Drops the tables of builds that nobody reads any more. */
  dropOld(): Promise<void> {
    return this.#turn.run(async () => {
      for (const [name, { doc }] of [...this.#standing]) {
        for (const { tables, ...build } of doc.old) {
          await this.#drop(tables);
          await this.dropped(name, build);
        }
        const gone = (each: Build): boolean => doc.old.some((dropped) => same(dropped, each));
        await this.#change(name, ({ old, ...rest } = this.#of(name).doc) => ({
          ...rest,
          old: old.filter((each) => !gone(each)),
        }));
      }
    });
  }

  async #settle({ name, version, tables }: Buildable): Promise<void> {
    const first: Build = { version, rebuild: 0 };
    await this.#change(name, (known) => {
      if (!known) return { active: { ...first, tables: tables(first) }, building: null, old: [] };
      const { active, building, old } = known;
      const wanted = wantedBuild(active, building, first);
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
        const row = (await this.rows.load<Standing>(buildsTable, [name])).get(name);
        if (row) this.#standing.set(name, row);
      }
    }
  }

  async #save(name: string, before: Row<Standing> | undefined, doc: Standing): Promise<void> {
    if (before && JSON.stringify(before.doc) === JSON.stringify(doc)) return;
    const expected = before?.version ?? 0;
    const row = { key: name, expected, seen: {}, doc: doc as unknown as JsonObject };
    await this.rows.commit({ writes: [{ table: buildsTable, rows: [row] }] });
    this.#standing.set(name, { key: name, version: expected + 1, seen: {}, doc });
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
