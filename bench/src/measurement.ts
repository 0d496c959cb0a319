import { median, spreadOf, type Spread } from './spread.js';

/** One run: a rate or a time, and where single answers were timed, how long they took (ms). */
export type Sample = { readonly value: number; readonly p50?: number; readonly p99?: number };
/** Several runs; percentiles are the medians of those of the runs. */
export type Side = Spread & { readonly p50?: number; readonly p99?: number };

/** What is hoped for. A share is of the raw limit, a bound of the median or of the slowest hundredth. */
export type Hope =
  | { readonly kind: 'share'; readonly atLeast: number }
  | { readonly kind: 'times'; readonly atLeast: number }
  | { readonly kind: 'value'; readonly atLeast: number }
  | { readonly kind: 'p99'; readonly below: number }
  | { readonly kind: 'most'; readonly below: number; readonly unit: string }
  /** Flat: at most so many times what the first step took. */
  | { readonly kind: 'flat'; readonly atMost: number; readonly first: number };
export type Goal = { readonly text: string; readonly met: boolean };

/** One line of the table. */
export type Line = {
  readonly what: string;
  readonly unit: string;
  readonly ours?: Side;
  /** The raw limit of the same run, and what it is. */
  readonly raw?: Side;
  readonly rawIs?: string;
  /** Of the raw limit, as the median over pairs of runs; 1 is as good as raw, whether more or less is better. */
  readonly share?: number;
  readonly goals: readonly Goal[];
  readonly note?: string;
};

export type Measured = {
  readonly what: string;
  readonly unit: string;
  /** What is better: more of a rate, less of a time or size. */
  readonly better: 'more' | 'less';
  readonly ours: readonly Sample[];
  readonly raw?: readonly Sample[];
  readonly rawIs?: string;
  readonly hopes?: readonly Hope[];
  readonly note?: string;
};

export function lineOf({ what, unit, better, ours, raw, rawIs, hopes = [], note }: Measured): Line {
  const share = raw && shareOf(ours, raw, better);
  const side = sideOf(ours);
  return {
    ...{ what, unit, ours: side, goals: hopes.map((hope) => goalOf(hope, side, share)) },
    ...(raw && { raw: sideOf(raw) }),
    ...(rawIs !== undefined && { rawIs }),
    ...(share !== undefined && { share }),
    ...(note !== undefined && { note }),
  };
}

function sideOf(samples: readonly Sample[]): Side {
  const of = (name: 'p50' | 'p99'): number[] => samples.flatMap((sample) => sample[name] ?? []);
  const [p50, p99] = [of('p50'), of('p99')];
  return {
    ...spreadOf(samples.map(({ value }) => value)),
    ...(p50.length > 0 && { p50: median(p50) }),
    ...(p99.length > 0 && { p99: median(p99) }),
  };
}

/** Run by run, since a pair was measured one right after the other. */
function shareOf(ours: readonly Sample[], raw: readonly Sample[], better: 'more' | 'less'): number {
  const pairs = ours.flatMap(({ value }, at) => {
    const beside = raw[at]?.value;
    return beside === undefined ? [] : [better === 'more' ? value / beside : beside / value];
  });
  return median(pairs);
}

const GOALS: {
  readonly [K in Hope['kind']]: (hope: Extract<Hope, { kind: K }>, side: Side, share?: number) => Goal;
} = {
  share: ({ atLeast }, _side, share) => ({
    text: `≥ ${String(Math.round(atLeast * 100))} % of raw`,
    met: share !== undefined && share >= atLeast,
  }),
  times: ({ atLeast }, _side, share) => ({
    text: `≥ ${String(atLeast)} times as much`,
    met: share !== undefined && share >= atLeast,
  }),
  value: ({ atLeast }, { median: middle }) => ({ text: `≥ ${atLeast.toLocaleString('en')}`, met: middle >= atLeast }),
  most: ({ below, unit }, { median: middle }) => ({ text: `< ${String(below)} ${unit}`, met: middle < below }),
  flat: ({ atMost, first }, { median: middle }) => ({
    text: `flat, ≤ ${String(atMost)} × the first step`,
    met: middle <= atMost * first,
  }),
  p99: ({ below }, { p99 }) => ({ text: `p99 < ${String(below)} ms`, met: p99 !== undefined && p99 < below }),
};

const goalOf = (hope: Hope, side: Side, share: number | undefined): Goal =>
  (GOALS[hope.kind] as (hope: Hope, side: Side, share?: number) => Goal)(hope, side, share);
