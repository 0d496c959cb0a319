import { todaysPlan, type DailyPlan } from '../api/engagement.js';
import type { Revised } from '../api/http.js';
import { ifUnchanged } from '../live/if-unchanged.js';

const stateOf = (plan: DailyPlan, clientId: string): string | undefined =>
  plan.items.find((item) => item.clientId === clientId)?.state;

/** Whether a client stands in the plan as was seen; what became of the others does not matter. */
export const sameLine =
  (clientId: string) =>
  (seen: DailyPlan, now: DailyPlan): boolean =>
    seen.confirmedAt === now.confirmedAt && stateOf(seen, clientId) === stateOf(now, clientId);

const text = ({ confirmedAt, items }: DailyPlan): string =>
  [confirmedAt, ...items.map(({ clientId, state }) => `${clientId} ${state}`).toSorted()].join();
/** Whether the whole plan stands as was seen. */
export const samePlan = (seen: DailyPlan, now: DailyPlan): boolean => text(seen) === text(now);

type Act<Answer> = (revision: number | undefined) => Promise<Answer>;

/** Changes today's plan as it was seen: refused with 412 when what was looked at has changed meanwhile. */
export const asSeen = <Answer>(
  seen: Revised<DailyPlan> | undefined,
  same: (seen: DailyPlan, now: DailyPlan) => boolean,
  act: Act<Answer>,
): Promise<Answer> => (seen ? ifUnchanged(seen, { read: () => todaysPlan(), act, same }) : act(undefined));
