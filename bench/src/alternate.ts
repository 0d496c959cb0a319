import type { Sample } from './measurement.js';

/**
 * Runs each kind once to warm up and then `runs` times in turn, beginning with another kind each time: what drifts on the machine
 * hits all of them alike. Answers the samples by kind, in the order of the runs.
 */
export async function alternately<Kind extends string>(
  runs: number,
  kinds: { readonly [K in Kind]: (nth: number) => Promise<Sample> },
  warmUp = true,
): Promise<{ readonly [K in Kind]: readonly Sample[] }> {
  const names = Object.keys(kinds) as Kind[];
  const samples = Object.fromEntries(names.map((name) => [name, [] as Sample[]])) as { [K in Kind]: Sample[] };
  if (warmUp) for (const name of names) await kinds[name](-1);
  for (let nth = 0; nth < runs; nth++) {
    const at = nth % names.length;
    for (const name of [...names.slice(at), ...names.slice(0, at)]) samples[name].push(await kinds[name](nth));
  }
  return samples;
}
