import type { Aggregate, Snapshotting } from '../aggregate.js';
import type { Fact, Json } from '../fact.js';
import { asError, VersionConflict } from '../failures.js';
import type { Row, RowStore, RowWrite, Table } from '../row-store/row-store.js';
import type { Sealer } from '../seal.js';
import { TamperedSeal } from '../seal-value.js';
import { type Folded, unwritten } from './folded.js';

/** Characters per piece: at most 3 bytes each, so a piece stays below 1 MB. */
const PIECE = 300_000;
/** So many facts are read in the time that a piece takes: a large state is not saved more often than that saves. */
const FACTS_PER_PIECE = 250;
/** Rows per commit. */
const GROUP = 500;

/** A kept state. `state` stands openly when nothing in it is personal; `text` is sealed, or JSON cut in pieces. */
type Saved = {
  readonly revision: number;
  readonly version: number;
  /** Tags and counts of the newest commands, in turn. */
  readonly commands: readonly (string | number)[];
  readonly subject?: string;
  readonly state?: Json;
  readonly text?: string;
  readonly pieces?: number;
};

/** The table of an aggregate's folded states, by id. They may be behind their streams: cached state, rebuildable. */
export const stateTable = (aggregate: { readonly name: string }): Table => ({
  name: `state.${aggregate.name}`,
  indexes: {},
});
const pieceTable = (aggregate: { readonly name: string }): Table => ({
  name: `state.${aggregate.name}.pieces`,
  indexes: {},
});
const pieceKey = (id: string, revision: number, n: number): string => `${id}#${String(revision)}#${String(n)}`;

type Keeping = {
  readonly rows: RowStore;
  readonly sealer: Sealer;
  readonly onFailure?: ((error: Error) => void) | undefined;
};

/** Keeps folded states in the row store and gives them back, in bulk. What is missing, old or unreadable is simply not there. */
export class Snapshots<State, Event extends Fact> {
  private declared: Promise<unknown> | undefined;
  private readonly table: Table;
  private readonly pieces: Table;

  private readonly snapshot: Snapshotting<State>;

  constructor(
    private readonly aggregate: Aggregate<State, Event>,
    private readonly at: Keeping,
  ) {
    if (!aggregate.snapshot) throw new Error(`${aggregate.name} has no snapshots`);
    this.snapshot = aggregate.snapshot;
    this.table = stateTable(aggregate);
    this.pieces = pieceTable(aggregate);
  }

  /** States by id. A row that cannot be used still tells its version, so that it can be replaced. */
  async load(ids: readonly string[]): Promise<readonly Folded<State>[]> {
    await this.declare();
    const rows = await this.at.rows.load<Saved>(this.table, ids);
    return Promise.all(ids.map((id) => this.toFolded(id, rows.get(id))));
  }

  /** The states in rows of the table. */
  open(rows: readonly Row[]): Promise<readonly Folded<State>[]> {
    return Promise.all(rows.map((row) => this.toFolded(row.key, row as unknown as Row<Saved>)));
  }

  isDue({ revision, saved, subject, pieces }: Folded<State>): boolean {
    const { every } = this.snapshot;
    const often = every === 1 ? 1 : Math.max(every, pieces * FACTS_PER_PIECE);
    return subject !== null && revision - saved >= often;
  }

  /** Saves in as few commits as can be. Failing to is told and harmless: the facts stand, the next state is made from them. */
  async save(states: readonly Folded<State>[]): Promise<void> {
    for (let start = 0; start < states.length; start += GROUP) {
      try {
        await this.declare();
        await this.saveGroup(states.slice(start, start + GROUP));
      } catch (error) {
        this.at.onFailure?.(asError(error));
      }
    }
  }

  private async saveGroup(states: readonly Folded<State>[]): Promise<void> {
    try {
      await this.commit(await this.known(states, (folded) => folded.row === undefined));
    } catch (error) {
      if (!(error instanceof VersionConflict)) throw error;
      await this.commit(await this.known(states, () => true));
    }
  }

  /** Learns the row versions of some of the states; leaves out what somebody has saved as new or newer. */
  private async known(
    states: readonly Folded<State>[],
    ask: (one: Folded<State>) => boolean,
  ): Promise<readonly Folded<State>[]> {
    const asked = states.filter(ask);
    if (asked.length === 0) return states;
    const rows = await this.at.rows.load<Saved>(this.table, asked.map(({ id }) => id)); // prettier-ignore
    for (const one of asked) one.row = rows.get(one.id)?.version ?? 0;
    return states.filter(({ id, revision }) => {
      const doc = rows.get(id)?.doc;
      return !doc || doc.version !== this.snapshot.version || doc.revision < revision;
    });
  }

  private async commit(states: readonly Folded<State>[]): Promise<void> {
    const pieces: RowWrite[] = [];
    const heads: RowWrite[] = [];
    const written: (readonly [Folded<State>, Saved])[] = [];
    for (const folded of states) {
      const saved = await this.toSaved(folded, pieces);
      if (!saved) continue;
      heads.push({ key: folded.id, expected: folded.row ?? 0, seen: {}, doc: saved });
      written.push([folded, saved]);
    }
    if (heads.length === 0) return;
    if (pieces.length > 0) await this.writePieces(pieces);
    await this.at.rows.commit({ writes: [{ table: this.table, rows: heads }] });
    for (const [folded, saved] of written) noteSaved(folded, saved);
  }

  /** Pieces stand before the head that names them; those of an older head go. */
  private async writePieces(pieces: readonly RowWrite[]): Promise<void> {
    const there = await this.at.rows.load(this.pieces, pieces.map(({ key }) => key)); // prettier-ignore
    const rows = pieces.map((piece) => ({ ...piece, expected: there.get(piece.key)?.version ?? 0 }));
    for (const row of rows) await this.at.rows.commit({ writes: [{ table: this.pieces, rows: [row] }] });
    const ids = new Set(pieces.map(({ key }) => key.slice(0, key.indexOf('#') + 1)));
    const now = new Set(pieces.map(({ key }) => key));
    for (const id of ids) {
      const { rows: old } = await this.at.rows.find(this.pieces, { index: 'key', startsWith: id, limit: 1000 });
      const gone = old
        .filter(({ key }) => !now.has(key))
        .map(({ key, version }) => ({ key, expected: version, seen: {}, doc: null }));
      await this.at.rows.commit({ writes: [{ table: this.pieces, rows: gone }] });
    }
  }

  private async toSaved(
    { id, state, revision, commands, subject }: Folded<State>,
    pieces: RowWrite[],
  ): Promise<Saved | undefined> {
    const json = this.snapshot.save(state);
    const text = typeof subject === 'string' ? await this.at.sealer.sealWhole(subject, json) : JSON.stringify(json);
    if (text === null) return undefined;
    const { version } = this.snapshot;
    const tags = commands.flatMap(({ tag, count }) => [tag, count]);
    const head = { revision, version, commands: tags, ...(typeof subject === 'string' && { subject }) };
    if (text.length <= PIECE) return typeof subject === 'string' ? { ...head, text } : { ...head, state: json };
    const count = Math.ceil(text.length / PIECE);
    for (let n = 0; n < count; n++)
      pieces.push({
        key: pieceKey(id, revision, n),
        expected: 0,
        seen: {},
        doc: { text: text.slice(n * PIECE, (n + 1) * PIECE) },
      });
    return { ...head, pieces: count };
  }

  private async toFolded(id: string, row: Row<Saved> | undefined): Promise<Folded<State>> {
    const folded = { ...unwritten(this.aggregate, id), row: row?.version ?? 0 };
    if (row?.doc.version !== this.snapshot.version) return folded;
    const { revision, commands, subject } = row.doc;
    const json = await this.json(id, row.doc);
    if (json === undefined) return folded;
    for (let n = 0; n < commands.length; n += 2)
      folded.commands.push({ tag: String(commands[n]), count: Number(commands[n + 1]) });
    const state = this.snapshot.load(json);
    return { ...folded, state, revision, saved: revision, subject, pieces: row.doc.pieces ?? 0 };
  }

  /** The state in a row; undefined when pieces are missing or its keys are gone. */
  private async json(id: string, saved: Saved): Promise<Json | undefined> {
    if (saved.state !== undefined) return saved.state;
    const text = saved.pieces === undefined ? saved.text : await this.joined(id, saved.revision, saved.pieces);
    if (text === undefined) return undefined;
    return saved.subject === undefined ? (JSON.parse(text) as Json) : this.unsealed(saved.subject, text);
  }

  private async unsealed(subject: string, text: string): Promise<Json | undefined> {
    try {
      return (await this.at.sealer.openWhole(subject, text)) ?? undefined;
    } catch (error) {
      if (error instanceof TamperedSeal) return undefined;
      throw error;
    }
  }

  private async joined(id: string, revision: number, count: number): Promise<string | undefined> {
    const keys = Array.from({ length: count }, (_, n) => pieceKey(id, revision, n));
    const rows = await this.at.rows.load<{ text: string }>(this.pieces, keys);
    return rows.size === count ? keys.map((key) => rows.get(key)?.doc.text).join('') : undefined;
  }

  private async declare(): Promise<void> {
    this.declared ??= Promise.all([this.at.rows.declare(this.table), this.at.rows.declare(this.pieces)]).catch(
      (error: unknown) => {
        this.declared = undefined;
        throw error;
      },
    );
    await this.declared;
  }
}

function noteSaved(folded: Folded<unknown>, { pieces = 0 }: Saved): void {
  folded.row = (folded.row ?? 0) + 1;
  folded.saved = folded.revision;
  folded.pieces = pieces;
}
