import { parseArgs } from 'node:util';

/** What `npm start -- …` was asked for. */
export type Arguments = {
  /** A real branch instead of the demo. */
  readonly empty: boolean;
  readonly demo: { readonly clients: number; readonly days: number; readonly seed: number };
};

/** An argument that makes no sense: the message says which and what would. */
export class BadArguments extends Error {
  override readonly name = 'BadArguments';
}

export const USAGE = `npm start -- [--empty] [--clients N] [--days N] [--seed N]
  --empty        begin a real branch: no demo data, a one-time administrator link
  --clients N    clients of the demo branch (default 5000; only at its first start)
  --days N       days of history of the demo branch (default 365)
  --seed N       seed of the demo branch (default 1)
Environment: PORT (8080), HOST (127.0.0.1), PCRM_DATA_DIR (.data), LOG_LEVEL (warn).`;

/** Throws `BadArguments`. Undefined: only the usage was asked for. */
export function argumentsOf(args: readonly string[]): Arguments | undefined {
  const { values } = parsed(args);
  if (values.help) return undefined;
  const number = (name: 'clients' | 'days' | 'seed', otherwise: number, most: number): number => {
    const value = values[name] === undefined ? otherwise : Number(values[name]);
    if (!Number.isInteger(value) || value < 1 || value > most)
      throw new BadArguments(`--${name} takes a whole number from 1 to ${String(most)}`);
    return value;
  };
  const demo = {
    clients: number('clients', 5_000, 1_000_000),
    days: number('days', 365, 3_650),
    seed: number('seed', 1, 2_147_483_647),
  };
  return { empty: values.empty, demo };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        empty: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        clients: { type: 'string' },
        days: { type: 'string' },
        seed: { type: 'string' },
      },
    });
  } catch (error) {
    throw new BadArguments(error instanceof Error ? error.message : String(error));
  }
}
