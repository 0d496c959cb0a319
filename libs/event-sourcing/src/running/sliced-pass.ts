import type { Row, RowStore, Table } from '../row-store/row-store.js';

export type Slice = {
  /** Names the pass for ever, with its business date or policy version: one that is finished is not run again. */
  readonly name: string;
  readonly table: Table;
  /** Rows per slice; 500 when absent. */
  readonly size?: number;
  /** What is done with some rows. Idempotent: after a crash the slice under way is done again. */
  readonly work: (rows: readonly Row[]) => Promise<void>;
  readonly progress?: (done: number) => void;
  /** Pauses the pass between two slices; asking again goes on where it stood. */
  readonly signal?: AbortSignal;
};
type Mark = { readonly after: string | null; readonly done: number; readonly finished: boolean };
export type PassResult = { readonly done: number; readonly finished: boolean };

/** Goes once over all rows of a table in the order of their keys, slice by slice, with a checkpoint after each. */
export async function runSlicedPass(rows: RowStore, slice: Slice): Promise<PassResult> {
  let mark = await standing(rows, slice.name);
  while (!mark.finished && slice.signal?.aborted !== true) {
    mark = await runSlice(rows, slice, mark);
    slice.progress?.(mark.done);
  }
  return { done: mark.done, finished: mark.finished };
}

async function runSlice(rows: RowStore, { name, table, size = 500, work }: Slice, mark: Mark): Promise<Mark> {
  const page = await rowsAfter(rows, table, mark.after, size);
  if (page.length > 0) await work(page);
  const after = page.at(-1)?.key ?? mark.after;
  const next = { after, done: mark.done + page.length, finished: page.length < size };
  await rows.commit({ writes: [], checkpoints: { [`pass:${name}`]: next } });
  return next;
}

/** How far a pass has come; for showing it. */
export async function passProgress(rows: RowStore, name: string): Promise<PassResult> {
  const { done, finished } = await standing(rows, name);
  return { done, finished };
}

async function standing(rows: RowStore, name: string): Promise<Mark> {
  const mark = (await rows.checkpoint(`pass:${name}`)) as Mark | undefined;
  return mark ?? { after: null, done: 0, finished: false };
}

/** By key rather than by cursor: a cursor may not outlive the process that made it. */
async function rowsAfter(rows: RowStore, table: Table, after: string | null, size: number): Promise<readonly Row[]> {
  if (after === null) return (await rows.find(table, { index: 'key', limit: size })).rows;
  const found = await rows.find(table, { index: 'key', from: after, limit: size + 1 });
  return found.rows.filter(({ key }) => key !== after).slice(0, size);
}
