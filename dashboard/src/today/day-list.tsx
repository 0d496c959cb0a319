import type { ReactNode } from 'react';
import { dropFromPlan, keepInPlan, type DropReason } from '../api/engagement.js';
import { useCommand } from '../live/use-command.js';
import { useToday } from '../shell/session.js';
import { Failed } from '../show/shown.js';
import type { DayLine } from './day-lines.js';
import { DayRow } from './day-row.js';

type Drop = { readonly clientId: string; readonly reasonCode: DropReason; readonly note?: string };
const shownIn = ['contact-duties'];

/** The clients of the day; kept, added or dropped with a reason (C0). */
export function DayList({ lines, onLog }: { lines: readonly DayLine[]; onLog: (line: DayLine) => void }): ReactNode {
  const today = useToday();
  const keep = useCommand((clientId: string, commandId) => keepInPlan(clientId, commandId), { shownIn });
  const drop = useCommand(({ clientId, ...why }: Drop, commandId) => dropFromPlan(clientId, why, commandId), {
    shownIn,
  });
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
