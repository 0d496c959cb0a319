/** How many things a part has tried, by how they went. */
export type Count = { readonly passed: number; readonly failed: number; readonly skipped: number };

/** One way of torturing the platform. Without arguments it runs in its short form. */
export type Part = (args: readonly string[]) => Promise<Count>;

/** Asked for in a way that is not understood: the message says what is. */
export class Misuse extends Error {
  override readonly name = 'Misuse';
}
