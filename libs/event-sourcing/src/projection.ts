import type { Message } from './message.js';
import type { Indexes, Table } from './row-store/row-store.js';

/** What a fold may ask of its surroundings: pure, the same for every replay. */
export type FoldTools = {
  /** Keyed search token of a value (HMAC): finds without revealing. Tokens never enter the digest. */
  readonly token: (value: string) => string;
};

/** Data of a message in which personal fields were opened; a field whose key is destroyed reads as `null`. */
export type Fold<Row, M extends Message> = {
  readonly [T in M['type']]?: (
    row: Row | undefined,
    message: Extract<M, { type: T }>,
    tools: FoldTools,
  ) => Row | undefined;
};

/**
 * A view: a pure fold of messages into rows. The runner loads rows once per batch, skips what a row has already seen
 * (a position per source service), and commits rows and checkpoint together. Bump `version` to rebuild it from the first message.
 * A row belongs to one message key; over several sources a row may be begun by any of them, keeps dated intervals and derives from the set.
 */
export interface Projection<Row extends object, M extends Message = Message> {
  /** Kebab-case, unique within the service. */
  readonly name: string;
  readonly version: number;
  readonly indexes: Indexes;
  readonly on: Fold<Row, M>;
  /** Row key of a message; the message key when absent. Two message keys must never share a row. */
  readonly key?: (message: M) => string;
  /** Totals over the rows: recomputed from them, never counted along. */
  readonly totals?: readonly Totals<Row, object>[];
  /** Whose eyes a row is for: lets the browsers' event stream tell only those whose scope holds it. Absent: nobody is told which keys. */
  readonly belongs?: (row: Row) => Belongs;
  /** What of a row counts for the digest: business fields only. Default: the whole row without fields whose names start with `_`. */
  readonly digest?: (row: Row) => unknown;
}

/**
 * Totals eat no messages: the commit that changes a row marks the totals it counts in (before and after), and the runner
 * recomputes the marked ones from the rows below them. So a parked and replayed key cannot be lost behind another's progress.
 */
export interface Totals<Row extends object, Total extends object> {
  readonly name: string;
  readonly indexes: Indexes;
  /** Keys of the totals a row counts in. */
  readonly of: (row: Row) => readonly string[];
  /** Index of the row table whose first path is the total's key: how the rows below are found. */
  readonly by: string;
  readonly initial: () => Total;
  add(this: void, total: Total, row: Row, rowKey: string): Total;
}

/** Where a row belongs: its outlet and the people who look after it. */
export type Belongs = { readonly outletId?: string | undefined; readonly staffIds?: readonly string[] | undefined };

/** The table a projection's rows live in. */
export const tableOf = (projection: Pick<Projection<object>, 'name' | 'version' | 'indexes'>): Table => ({
  name: `${projection.name}.v${String(projection.version)}`,
  indexes: projection.indexes,
});

/** Rows of a view were committed: what listeners (a browser's event stream) are told. `belongs`: before and after. */
export type Changed = {
  /** `<service>.<view>`. */
  readonly view: string;
  readonly rows: readonly { readonly key: string; readonly belongs?: readonly Belongs[] }[];
  /** The last position taken in with this change, and the service whose it is; absent for totals. */
  readonly position?: string;
  readonly source?: string;
};
