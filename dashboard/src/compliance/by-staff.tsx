import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { staffCompliance, type StaffCompliance } from '../api/engagement.js';
import { useView } from '../live/use-view.js';
import { LeaveDrawer } from '../relief/leave-drawer.js';
import { useMay, useSession, useToday } from '../shell/session.js';
import { shortDate } from '../show/dates.js';
import { Panel } from '../show/page.js';
import { Empty, Shown } from '../show/shown.js';
import { GRADE_SIGNS } from './rates.js';
import { Legend, RuleCells, RuleHeads } from './rule-cells.js';
import { VERDICT_SIGNS } from './week-strip.js';
import { usePeriod } from '../show/use-period.js';
import { Sideways } from '../show/sideways.js';

/** 员工 × 规则 and 员工 × 周 as tables of numbers with a sign and a colour: readable by eye, by screen reader and on paper. */
export function ByStaff({
  outletId,
  onStaff,
}: {
  outletId: string | undefined;
  onStaff: (staffId: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { permissions } = useSession();
  const asked = useView(['contact-duties', 'staff', outletId], ({ signal }) => staffCompliance(outletId, { signal }), {
    views: ['contact-duties', 'staff-weeks'],
    enabled: outletId !== undefined,
  });
  const mayRelieve = useMay('duty.waive');
  const [onLeave, setOnLeave] = useState<string>();
  const seesStaff = permissions.includes('compliance.read');
  return (
    <Shown asked={asked} isEmpty={({ items }) => items.length === 0} empty={<Empty>{t('compliance.empty')}</Empty>}>
      {({ items, outlet }) => {
        const sorted = items.toSorted((a, b) => b.clients - a.clients);
        return (
          <>
            <Panel title={t('compliance.byStaff')} beside={<Legend />}>
              <Sideways label={t('compliance.byStaff')}>
                <table className="heat-table">
                  <thead>
                    <tr>
                      <th scope="col">{t('field.staff')}</th>
                      <th scope="col">{t('compliance.clients')}</th>
                      <th scope="col">{t('compliance.week')}</th>
                      <RuleHeads />
                    </tr>
                  </thead>
                  <tbody>
                    {sorted.map((line) => (
                      <tr key={line.staffId}>
                        <th scope="row">
                          {seesStaff ? (
                            <button type="button" className="quiet" onClick={() => onStaff(line.staffId)}>
                              {line.name ?? line.staffId}
                            </button>
                          ) : (
                            (line.name ?? line.staffId)
                          )}
                          {line.role && <small className="muted"> {t(`role.${line.role}`)}</small>}
                          {mayRelieve && (
                            <button
                              type="button"
                              className="quiet"
                              aria-label={t('relief.leaveFor', { name: line.name ?? line.staffId })}
                              onClick={() => setOnLeave(line.staffId)}
                            >
                              {t('relief.leave')}
                            </button>
                          )}
                          <OnLeave line={line} />
                        </th>
                        <td>{line.clients}</td>
                        <WeekCell line={line} />
                        <RuleCells rules={line.rules} />
                      </tr>
                    ))}
                  </tbody>
                  {sorted.length > 1 && (
                    <tfoot>
                      <tr>
                        <th scope="row">{t('compliance.outlet')}</th>
                        <td>{sorted.reduce((sum, { clients }) => sum + clients, 0)}</td>
                        <td />
                        <RuleCells rules={outlet} />
                      </tr>
                    </tfoot>
                  )}
                </table>
              </Sideways>
            </Panel>
            {onLeave !== undefined && (
              <LeaveDrawer
                key={onLeave}
                staffId={onLeave}
                name={sorted.find(({ staffId }) => staffId === onLeave)?.name ?? onLeave}
                leaves={sorted.find(({ staffId }) => staffId === onLeave)?.leaves ?? []}
                onClose={() => setOnLeave(undefined)}
              />
            )}
            <Weeks items={sorted.filter(({ strip }) => strip.length > 0)} />
          </>
        );
      }}
    </Shown>
  );
}

/** The leave that runs, else the next one. */
function OnLeave({ line: { leaves } }: { line: StaffCompliance }): ReactNode {
  const { t } = useTranslation();
  const today = useToday();
  const next = leaves.find(({ to }) => to >= today);
  if (!next) return null;
  const { from, to } = next;
  return (
    <small className="soon"> {t('relief.onLeave', { from: shortDate(from, today), to: shortDate(to, today) })}</small>
  );
}

function WeekCell({ line: { week, role } }: { line: StaffCompliance }): ReactNode {
  if (role !== 'clientManager') return <td className="muted">—</td>;
  const met = week.done >= week.target;
  return (
    <td className={`heat heat-${met ? 'met' : 'open'}`}>
      {week.done}/{week.target} <span aria-hidden="true">{met ? GRADE_SIGNS.met : GRADE_SIGNS.open}</span>
    </td>
  );
}

function Weeks({ items }: { items: readonly StaffCompliance[] }): ReactNode {
  const { t } = useTranslation();
  const periodText = usePeriod();
  if (items.length === 0) return null;
  const weeks = [...new Set(items.flatMap(({ strip }) => strip.map(({ week }) => week)))].toSorted().slice(-13);
  return (
    <Panel title={t('compliance.weeks')}>
      <Sideways label={t('compliance.weeks')}>
        <table className="heat-table heat-weeks">
          <thead>
            <tr>
              <th scope="col">{t('field.staff')}</th>
              {weeks.map((week) => (
                <th key={week} scope="col">
                  {periodText(week)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map(({ staffId, name, strip }) => (
              <tr key={staffId}>
                <th scope="row">{name ?? staffId}</th>
                {weeks.map((week) => {
                  const line = strip.find((each) => each.week === week);
                  if (!line)
                    return (
                      <td key={week} className="muted">
                        ·
                      </td>
                    );
                  return (
                    <td key={week} className={`heat heat-${line.verdict}`} title={t(`verdict.${line.verdict}`)}>
                      {line.clients}
                      <span aria-hidden="true">{VERDICT_SIGNS[line.verdict]}</span>
                      <span className="unseen">{t(`verdict.${line.verdict}`)}</span>
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
}
