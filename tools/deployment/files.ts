import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';

export const root = join(import.meta.dirname, '../..');
export const read = (path: string): string => readFileSync(join(root, path), 'utf8');
export const filesIn = (pattern: string): readonly string[] => globSync(pattern, { cwd: root }).toSorted();

/** One document of YAML, anchors and merges resolved. */
export const yamlOf = (path: string): unknown => parse(read(path), { merge: true });

/** All documents of YAML in a text; a text that is no YAML is an error. */
export const documentsIn = (text: string): readonly unknown[] =>
  parseAllDocuments(text).map((document): unknown => {
    const [error] = document.errors;
    if (error) throw error;
    return document.toJS() as unknown;
  });

/** Lines of `NAME=value`, without comments. */
export const variablesIn = (path: string): ReadonlyMap<string, string> =>
  new Map(
    read(path)
      .split('\n')
      .filter((line) => /^\w+=/.test(line))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );

/** Whether a program is on this machine. */
export const isHere = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

/** What a program printed; it must end well. */
export function printed(program: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd: root, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${String(status)}: ${error ?? stderr}`);
  return stdout;
}

/** A test that needs a program: where it is missing it is skipped, by a name that says why. */
export const itNeeds = (program: string): { readonly it: typeof it.skip; readonly unless: string } =>
  isHere(program) ? { it, unless: '' } : { it: it.skip, unless: ` (skipped: ${program} is not on this machine)` };
