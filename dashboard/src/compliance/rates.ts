import type { ByRule, StatusCounts } from '../api/engagement.js';

/** The rules that the table by staff shows, in order; each with its period. */
export const SHOWN_RULES = ['C2', 'C3', 'C4', 'C5', 'C9'] as const;

export type Rate = {
  readonly met: number;
  readonly of: number;
  readonly percent: number;
  readonly late: number;
  readonly waived: number;
};

/** How many of those owed are met (waived ones count as met); undefined where nothing is owed. */
export function rateOf(counts: StatusCounts | undefined): Rate | undefined {
  const { open = 0, atRisk = 0, met = 0, missed = 0, waived = 0 } = counts ?? {};
  const of = open + atRisk + met + missed + waived;
  if (of === 0) return undefined;
  const done = met + waived;
  return { met: done, of, percent: Math.floor((done * 100) / of), late: missed + atRisk, waived };
}

/** The rate over all monthly and quarterly rules together. */
export function overallRate(rules: ByRule): Rate | undefined {
  const sum: Record<string, number> = {};
  for (const rule of ['C2', 'C3', 'C4']) {
    for (const [status, count] of Object.entries(rules[rule] ?? {})) sum[status] = (sum[status] ?? 0) + count;
  }
  return rateOf(sum);
}

/** The colour of a rate: good, fair or poor. A sign stands beside it everywhere. */
export function gradeOf(percent: number): 'met' | 'open' | 'atRisk' | 'missed' {
  if (percent >= 90) return 'met';
  if (percent >= 60) return 'open';
  return percent >= 30 ? 'atRisk' : 'missed';
}
export const GRADE_SIGNS = { met: '▲', open: '△', atRisk: '▽', missed: '▼' } as const;
