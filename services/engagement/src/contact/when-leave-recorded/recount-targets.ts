import type { Decide } from '@pcrm/event-sourcing';
import type { WeeklyTargetClosed } from '../period.events.js';
import { weekVerdict } from '../week-verdict.js';
import type { ClosedWeek, WeeklyTargets } from '../weekly-target.js';

export type RecountTargets = {
  /** The weeks that a leave touches, and what each asks for by the leaves that stand now, however many the book holds. */
  readonly weeks: readonly { readonly week: string; readonly owed: number }[];
  /** Clients in the member's book now. */
  readonly book: number;
  /** The leave was taken back. */
  readonly cancelled: boolean;
  readonly at: string;
};

/** C1, C9: leave that was noted or taken back after its weeks were closed changes what they asked for; they are closed again. */
export const recountTargets: Decide<RecountTargets, WeeklyTargets, WeeklyTargetClosed> = (command, { closed }) =>
  command.weeks.flatMap(({ week, owed }) => {
    const stood = closed[week];
    if (!stood) return [];
    const target = targetBy(command, owed, stood);
    if (target === stood.target) return [];
    const verdict = weekVerdict(target, stood.clients.length);
    return [{ type: 'WeeklyTargetClosed', data: { ...stood, target, verdict, closedAt: command.at } }];
  });

/** Leave never raises a target. Without it no more is asked than the book holds: it held at least what was asked, and who was contacted. */
const targetBy = ({ book, cancelled }: RecountTargets, owed: number, { target, clients }: ClosedWeek): number =>
  Math.min(owed, cancelled ? Math.max(target, book, clients.length) : target);
