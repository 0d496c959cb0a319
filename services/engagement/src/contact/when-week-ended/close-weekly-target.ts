import type { Decide } from '@pcrm/event-sourcing';
import type { WeeklyTargetClosed } from '../period.events.js';
import type { WeekCount } from '../week.js';
import type { WeeklyTargets } from '../weekly-target.js';
import { weekVerdict } from '../week-verdict.js';

export type CloseWeeklyTarget = {
  readonly staffId: string;
  readonly outletId: string;
  readonly count: WeekCount;
  readonly at: string;
};

/** Closes a manager's ISO week (C1); the same result again changes nothing, another one supersedes. */
export const closeWeeklyTarget: Decide<CloseWeeklyTarget, WeeklyTargets, WeeklyTargetClosed> = (command, state) => {
  const { staffId, outletId, count, at: closedAt } = command;
  const { week, target, clients, policyVersion } = count;
  const verdict = weekVerdict(target, clients.length);
  const data = { staffId, outletId, week, target, clients, verdict, policyVersion, closedAt };
  const stood = state.closed[week];
  if (stood && JSON.stringify({ ...stood, closedAt }) === JSON.stringify(data)) return [];
  return [{ type: 'WeeklyTargetClosed', data }];
};
