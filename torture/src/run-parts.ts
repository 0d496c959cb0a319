import { Misuse } from './asked.js';
import type { Count, Part } from './part.js';

/** The parts by name, each loaded only when it is needed. */
export type Parts = { readonly [name: string]: { readonly about: string; readonly load: () => Promise<Part> } };
export type Voice = { readonly say: (line: string) => void; readonly complain: (line: string) => void };

const HELP = ['--help', '-h', 'help'];

/**
 * `[part] [its options]`; all parts in their short form when none is named. The last line counts. Answers the exit code: 1 when anything
 * failed, 2 when misused.
 */
export async function runParts(parts: Parts, args: readonly string[], { say, complain }: Voice): Promise<number> {
  try {
    if (args.some((word) => HELP.includes(word))) return await helped(parts, args[0] ?? '', say);
    const total = await counted(parts, args, say);
    say(inWords(total));
    return total.failed > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof Misuse)) throw error;
    complain(error.message);
    return 2;
  }
}

async function helped(parts: Parts, name: string, say: Voice['say']): Promise<number> {
  if (!HELP.includes(name)) {
    const { about, load } = partOf(parts, name);
    for (const line of [`npm run torture -- ${name} [options]: ${about}`, (await load()).help]) say(line);
    return 0;
  }
  say('npm run torture -- [part [options]]; all parts in their short form when none is named, PART --help tells its options');
  const width = Math.max(...Object.keys(parts).map(({ length }) => length)) + 2;
  for (const [each, { about }] of Object.entries(parts)) say(`  ${each.padEnd(width)}${about}`);
  return 0;
} // prettier-ignore

async function counted(parts: Parts, [name, ...rest]: readonly string[], say: Voice['say']): Promise<Count> {
  const begun = async (each: string, args: readonly string[]): Promise<Count> => {
    const { about, load } = partOf(parts, each);
    const { run } = await load();
    say(`${[each, ...args].join(' ')}: ${about}`);
    return await run(args);
  };
  if (name !== undefined) return await begun(name, rest);
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const each of Object.keys(parts)) {
    const count = await begun(each, []);
    say(`${each}: ${inWords(count)}`);
    for (const how of ['passed', 'failed', 'skipped'] as const) total[how] += count[how];
  }
  return total;
}

function partOf(parts: Parts, name: string): Parts[string] {
  const found = Object.hasOwn(parts, name) ? parts[name] : undefined;
  if (!found) throw new Misuse(`There is no part "${name}"; there are: ${Object.keys(parts).join(', ')}.`);
  return found;
}

const inWords = ({ passed, failed, skipped }: Count): string =>
  `${String(passed)} passed, ${String(failed)} failed, ${String(skipped)} skipped`;
