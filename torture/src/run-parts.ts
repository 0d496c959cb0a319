import { Misuse, type Count, type Part } from './part.js';

export type Parts = { readonly [name: string]: () => Promise<Part> };
export type Voice = { readonly say: (line: string) => void; readonly complain: (line: string) => void };

/** `[part] [its options]`; all parts in their short form when none is named. Answers the exit code: 1 when anything failed, 2 when misused. */
export async function runParts(parts: Parts, args: readonly string[], { say, complain }: Voice): Promise<number> {
  try {
    const total = await counted(parts, args, say);
    say(inWords(total));
    return total.failed > 0 ? 1 : 0;
  } catch (error) {
    if (!isMisuse(error)) throw error;
    complain(error.message);
    return 2;
  }
}

async function counted(parts: Parts, [name, ...rest]: readonly string[], say: Voice['say']): Promise<Count> {
  if (name !== undefined) return await (await partOf(parts, name))(rest);
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const each of Object.keys(parts)) {
    const count = await (await partOf(parts, each))([]);
    say(`${each}: ${inWords(count)}`);
    for (const how of ['passed', 'failed', 'skipped'] as const) total[how] += count[how];
  }
  return total;
}

function partOf(parts: Parts, name: string): Promise<Part> {
  const load = Object.hasOwn(parts, name) ? parts[name] : undefined;
  if (!load) throw new Misuse(`There is no part "${name}"; there are: ${Object.keys(parts).join(', ')}.`);
  return load();
}

/** Also what Node's `parseArgs` says of options that it does not know. */
const isMisuse = (error: unknown): error is Error =>
  error instanceof Misuse || String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS_');

const inWords = ({ passed, failed, skipped }: Count): string =>
  `${String(passed)} passed, ${String(failed)} failed, ${String(skipped)} skipped`;
