import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Node = {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
};
/** A CPU profile as V8 writes it; microseconds. */
export type Profile = {
  readonly nodes: readonly Node[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
};
/** A function and its own share of the time in which there was something to do. */
export type Contributor = { readonly what: string; readonly share: number };

/** Not work: waiting, and what belongs to no function. */
const RESTING = new Set(['(idle)', '(program)', '(root)']);

/** Functions by the time spent in themselves, most first, over several profiles. */
export function contributorsOf(profiles: readonly Profile[]): readonly Contributor[] {
  const own = new Map<string, number>();
  let all = 0;
  for (const { nodes, samples, timeDeltas } of profiles) {
    const names = new Map(nodes.map((node) => [node.id, nameOf(node)]));
    samples.forEach((id, at) => {
      const what = names.get(id);
      if (what === undefined) return;
      const took = timeDeltas[at] ?? 0;
      all += took;
      own.set(what, (own.get(what) ?? 0) + took);
    });
  }
  return [...own].map(([what, took]) => ({ what, share: took / all })).toSorted((a, b) => b.share - a.share);
}

/** Undefined for what is no work. */
function nameOf({ callFrame: { functionName, url } }: Node): string | undefined {
  if (RESTING.has(functionName)) return undefined;
  const name = functionName === '' ? 'a function without a name' : functionName;
  const place = url.replace(/^.*\/(?=node_modules\/|libs\/|services\/|deploy\/|bench\/)/, '');
  return place === '' ? name : `${name} (${place})`;
}

/** What a process is started with to leave a CPU profile of each thread in a folder at its end. */
export const profiling = (folder: string | undefined): readonly string[] =>
  folder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${folder}`];

const MOST = 12;

/** What takes the time in each thread of the processes that left profiles in a folder, as text. */
export function profileText(folder: string): string {
  const of = (threads: string): readonly Profile[] =>
    globSync(join(folder, `CPU.*.*.*.${threads}.*.cpuprofile`)).map(
      (file) => JSON.parse(readFileSync(file, 'utf8')) as Profile,
    );
  return [['main thread', of('0')] as const, ['writing thread', of('[1-9]')] as const]
    .filter(([, profiles]) => profiles.length > 0)
    .flatMap(([name, profiles]) => [`  ${name}`, ...contributorsOf(profiles).slice(0, MOST).map(lineOf)])
    .join('\n');
}

const lineOf = ({ what, share }: Contributor): string => `    ${(share * 100).toFixed(1).padStart(5)} %  ${what}`;
