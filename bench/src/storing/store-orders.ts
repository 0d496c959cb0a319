/** What is done once with rows or messages; answers things a second. Each order but the first of its kind builds on the ones before. */
export const STORE_ORDERS = ['begin', 'change', 'find', 'publish', 'consume'] as const;
export type StoreOrder = (typeof STORE_ORDERS)[number];

/** Rows of one run, and of one commit; messages of one run, and of one call. */
export const SIZES = { rows: 50_000, rowsAtOnce: 10_000, pages: 1_000, messages: 50_000, messagesAtOnce: 1_000 };
export const PAGE = 50;
export const OUTLETS = 4;

export type Done = { readonly [O in StoreOrder]: (nth: number) => Promise<number> };

/** How many a second of what `work` answers. */
export async function rateOf(work: () => Promise<number>): Promise<number> {
  const began = performance.now();
  const done = await work();
  return done / ((performance.now() - began) / 1_000);
}

/** From each place at which a batch begins. */
export const batches = (all: number, atOnce: number): readonly number[] =>
  Array.from({ length: all / atOnce }, (_, batch) => batch * atOnce);

export const docOf = (at: number, run: number): { outlet: string; at: string; fen: number; text: string } => ({
  ...{ outlet: `o${String(at % OUTLETS)}`, at: '2026-03-01' },
  ...{ fen: at + run, text: 'x'.repeat(150) },
});
