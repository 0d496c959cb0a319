import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { closedPeriods } from '../api/engagement.js';
import { useView } from '../live/use-view.js';
import { useDirectory } from '../shell/session.js';
import { Panel } from '../show/page.js';
import { Empty, Shown } from '../show/shown.js';
import { GRADE_SIGNS, gradeOf } from './rates.js';
import { usePeriod } from '../show/use-period.js';
import { Sideways } from '../show/sideways.js';

const RULES = ['C2', 'C3', 'C4'] as const;
type ClosedRule = (typeof RULES)[number];

/** Verdicts on the months and quarters that are over: of an outlet, or of one person, who is named. */
export function Closed({
  outletId,
  staffId,
}: {
  outletId: string | undefined;
  staffId: string | undefined;
}): ReactNode {
  const { t } = useTranslation();
  const periodText = usePeriod();
  const { staffName } = useDirectory();
  const title = staffId ? t('compliance.closedOf', { name: staffName(staffId) }) : t('compliance.closed');
  const asked = useView(
    ['period-history', staffId, outletId],
    ({ signal }) => closedPeriods(staffId ? { staffId } : outletId ? { outletId } : {}, { signal }),
    { views: ['period-history'] },
  );
  return (
    <Shown
      asked={asked}
      isEmpty={({ items }) => items.length === 0}
      empty={<Empty>{t('compliance.emptyClosed')}</Empty>}
    >
      {({ items }) => {
        const periods = [...new Set(items.map(({ period }) => period))].toSorted().slice(-16);
        const of = (rule: ClosedRule, period: string) =>
          items.find((item) => item.rule === rule && item.period === period)?.verdicts;
        return (
          <Panel title={title}>
            <Sideways label={title}>
              <table className="heat-table">
                <thead>
                  <tr>
                    <th scope="col">{t('compliance.rule')}</th>
                    {periods.map((period) => (
                      <th key={period} scope="col">
                        {periodText(period)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {RULES.map((rule) => (
                    <tr key={rule}>
                      <th scope="row">
                        <span className="rule">{rule}</span> {t(`rule.${rule}`)}
                      </th>
                      {periods.map((period) => {
                        const { met = 0, missed = 0, waived = 0 } = of(rule, period) ?? {};
                        const total = met + missed + waived;
                        if (total === 0)
                          return (
                            <td key={period} className="muted">
                              ·
                            </td>
                          );
                        const percent = Math.floor(((met + waived) * 100) / total);
                        const grade = gradeOf(percent);
                        return (
                          <td key={period} className={`heat heat-${grade}`}>
                            <b>{percent}%</b>
                            <span aria-hidden="true">{GRADE_SIGNS[grade]}</span>
                            <br />
                            <small>
                              {met + waived}/{total}
                            </small>
                          </td>
                        );
                      })}
                    </tr>
                  ))}
                </tbody>
              </table>
            </Sideways>
          </Panel>
        );
      }}
    </Shown>
  );
}
