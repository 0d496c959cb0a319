import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { StaffCompliance } from '../api/engagement.js';
import { GRADE_SIGNS, gradeOf, overallRate } from '../compliance/rates.js';
import { WeekStrip } from '../compliance/week-strip.js';
import type { OutletView } from '../shell/outlet-view.js';
import { Sideways } from '../show/sideways.js';

/** Everybody's contacts: the rate over C2–C4, this week, the last weeks. */
export function Standing({ items, named }: { items: readonly StaffCompliance[]; named: OutletView }): ReactNode {
  const { t } = useTranslation();
  const rows = items
    .map((line) => ({ line, rate: overallRate(line.rules) }))
    .toSorted((a, b) => (a.rate?.percent ?? 101) - (b.rate?.percent ?? 101));
  return (
    <Sideways label={t('outlet.standing')}>
      <table className="small standing">
        <thead>
          <tr>
            <th scope="col">{t('field.staff')}</th>
            <th scope="col">{t('compliance.clients')}</th>
            <th scope="col">{t('compliance.met')}</th>
            <th scope="col">{t('compliance.week')}</th>
            <th scope="col">{t('today.strip')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ line: { staffId, name, role, clients, week, strip }, rate }) => {
            const grade = rate && gradeOf(rate.percent);
            return (
              <tr key={staffId}>
                <th scope="row">
                  <Link to="/compliance" search={{ tab: 'byClient', staff: staffId, ...named }}>
                    {name ?? staffId}
                  </Link>{' '}
                  <small className="muted">{role && t(`role.${role}`)}</small>
                </th>
                <td>{clients}</td>
                <td className={grade ? `heat heat-${grade}` : 'muted'}>
                  {rate && grade ? (
                    <>
                      <b>{rate.percent}%</b>
                      <span aria-hidden="true">{GRADE_SIGNS[grade]}</span>{' '}
                      <small>
                        {rate.met}/{rate.of}
                      </small>
                    </>
                  ) : (
                    '—'
                  )}
                </td>
                <td>{role === 'clientManager' ? `${String(week.done)}/${String(week.target)}` : '—'}</td>
                <td>
                  <WeekStrip weeks={strip} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Sideways>
  );
}
