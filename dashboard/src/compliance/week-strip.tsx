import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StaffCompliance } from '../api/engagement.js';
import { usePeriod } from '../show/use-period.js';

/** ▲ met, ▽ missed, ○ waived, · nothing owed: a sign beside the colour. */
export const VERDICT_SIGNS = { met: '▲', missed: '▽', waived: '○', notOwed: '·' } as const;

/** Closed weeks, oldest first: clients contacted against the target. */
export function WeekStrip({ weeks }: { weeks: StaffCompliance['strip'] }): ReactNode {
  const { t } = useTranslation();
  const periodText = usePeriod();
  return (
    <ol className="strip">
      {weeks.map(({ week, clients, target, verdict }) => (
        <li
          key={week}
          className={`heat heat-${verdict}`}
          title={`${periodText(week)}: ${String(clients)}/${String(target)} ${t(`verdict.${verdict}`)}`}
        >
          <span className="unseen">{`${periodText(week)} ${t(`verdict.${verdict}`)} `}</span>
          {clients}
          <span aria-hidden="true">{VERDICT_SIGNS[verdict]}</span>
        </li>
      ))}
    </ol>
  );
}
