import type { Sample } from '../measurement.js';

/** Measures while something is done again and again; an end of what is done that is no good is thrown. */
export async function whileDoing(measure: () => Promise<Sample>, again: () => Promise<unknown>): Promise<Sample> {
  const state = { over: false };
  const doing = (async () => {
    do await again();
    while (!state.over);
  })();
  const [sample] = await Promise.all([measure().finally(() => (state.over = true)), doing]);
  return sample;
}
