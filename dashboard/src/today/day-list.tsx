import type { ReactNode } from 'react';
import { dropFromPlan, keepInPlan, type DailyPlan, type DropReason } from '../api/engagement.js';
import type { Revised } from '../api/http.js';
import { useCommand } from '../live/use-command.js';
import { useToday } from '../shell/session.js';
import { Failed } from '../show/shown.js';
import type { DayLine } from './day-lines.js';
import { DayRow } from './day-row.js';
import { asSeen, sameLine } from './plan-as-seen.js';

type Drop = { readonly clientId: string; readonly reasonCode: DropReason; readonly note?: string };
const shownIn = ['contact-duties'];

/** The clients of the day; kept, added or dropped with a reason (C0). */
export function DayList({
  lines,
  plan,
  onLog,
}: {
  lines: readonly DayLine[];
  /** Today's plan as it is seen; undefined when it cannot be read. */
  plan: Revised<DailyPlan> | undefined;
  onLog: (line: DayLine) => void;
}): ReactNode {
  const today = useToday();
  const keep = useCommand(
    (clientId: string, commandId) =>
      asSeen(plan, sameLine(clientId), (revision) => keepInPlan(clientId, commandId, revision)),
    { shownIn },
  );
  const drop = useCommand(
    ({ clientId, ...why }: Drop, commandId) =>
      asSeen(plan, sameLine(clientId), (revision) => dropFromPlan(clientId, why, commandId, revision)),
    { shownIn },
  );
  const failed = keep.error ?? drop.error;
  return (
    <>
      {failed && <Failed error={failed} />}
      <ul className="day">
        {lines.map((line, index) => (
          <DayRow
            key={line.clientId}
            line={line}
            rank={index + 1}
            today={today}
            onLog={() => onLog(line)}
            onKeep={() => keep.mutate(line.clientId)}
            onDrop={(why) => drop.mutate({ clientId: line.clientId, ...why })}
          />
        ))}
      </ul>
    </>
  );
}
