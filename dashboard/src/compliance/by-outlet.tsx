import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { outletCompliance } from '../api/engagement.js';
import { useView } from '../live/use-view.js';
import { useDirectory } from '../shell/session.js';
import { Panel } from '../show/page.js';
import { Empty, Shown } from '../show/shown.js';
import { Sideways } from '../show/sideways.js';
import { GRADE_SIGNS, gradeOf } from './rates.js';
import { Legend, RuleCells, RuleHeads } from './rule-cells.js';

/** 网点 × 规则, for whoever sees all outlets. */
export function ByOutlet({ onOutlet }: { onOutlet: (outletId: string) => void }): ReactNode {
  const { t } = useTranslation();
  const { outletName } = useDirectory();
  const asked = useView(['contact-duties', 'outlets'], ({ signal }) => outletCompliance({ signal }), {
    views: ['contact-duties', 'staff-weeks'],
  });
  return (
    <Shown asked={asked} isEmpty={({ items }) => items.length === 0} empty={<Empty>{t('compliance.empty')}</Empty>}>
      {({ items }) => (
        <Panel title={t('compliance.byOutlet')} beside={<Legend />}>
          <Sideways label={t('compliance.byOutlet')}>
            <table className="heat-table">
              <thead>
                <tr>
                  <th scope="col">{t('field.outlet')}</th>
                  <th scope="col">{t('compliance.clients')}</th>
                  <th scope="col">{t('compliance.onTarget')}</th>
                  <RuleHeads />
                </tr>
              </thead>
              <tbody>
                {items.map(({ outletId, clients, managers, onTarget, rules }) => {
                  const grade = gradeOf(managers === 0 ? 100 : Math.floor((onTarget * 100) / managers));
                  return (
                    <tr key={outletId}>
                      <th scope="row">
                        <button type="button" className="quiet" onClick={() => onOutlet(outletId)}>
                          {outletName(outletId)}
                        </button>
                      </th>
                      <td>{clients}</td>
                      <td className={`heat heat-${grade}`}>
                        {onTarget}/{managers} <span aria-hidden="true">{GRADE_SIGNS[grade]}</span>
                      </td>
                      <RuleCells rules={rules} />
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </Sideways>
        </Panel>
      )}
    </Shown>
  );
}
