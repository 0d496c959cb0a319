import type { Surroundings } from '../src/surroundings.js';

/** Surroundings that keep what was said, with a clock that only pausing moves. */
export type Pretended = Surroundings & {
  /** Lines of standard output. */
  readonly lines: string[];
  /** Sentences of standard error, in English. */
  readonly sentences: string[];
  /** Last value of each progress bar, by its English title. */
  readonly bars: Map<string, readonly [number, number]>;
};

export function pretend(options: Partial<Surroundings> = {}): Pretended {
  const lines: string[] = [];
  const sentences: string[] = [];
  const bars = new Map<string, readonly [number, number]>();
  let now = Date.parse('2026-06-15T02:00:00Z');
  return {
    language: 'en',
    env: {},
    out: (line) => void lines.push(line),
    tell: ({ en }) => void sentences.push(en),
    progress: ({ en }) => ({ show: (done, of) => void bars.set(en, [done, of]), end: () => undefined }),
    askSecret: async () => undefined,
    readInput: async () => '',
    fetch,
    pause: async (ms) => void (now += ms),
    now: () => now,
    stop: new AbortController().signal,
    ...options,
    lines,
    sentences,
    bars,
  };
}
