import { askedBy, helpOf, type Asked, type Options } from './asked.js';

/** How many things a part has tried, by how they went. */
export type Count = { readonly passed: number; readonly failed: number; readonly skipped: number };

/** One way of torturing the platform. Asked for nothing it runs in its short form. */
export type Part = {
  /** What can be asked of it, a line each. */
  readonly help: string;
  readonly run: (args: readonly string[]) => Promise<Count>;
};

/** A part that is asked by these options. Rejects with `Misuse` when it is asked otherwise. */
export const part = <const Known extends Options>(
  options: Known,
  run: (asked: Asked<Known>) => Promise<Count>,
): Part => ({ help: helpOf(options), run: async (args) => await run(askedBy(args, options)) });
