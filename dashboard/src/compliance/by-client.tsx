import { useMemo, useState, type ReactNode } from 'react';
import { Checkbox } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { clientCompliance, type ClientCompliance, type DutyStatus } from '../api/engagement.js';
import { DataGrid, type Column, type RowAct } from '../grid/data-grid.js';
import { useView } from '../live/use-view.js';
import { usePhone } from '../shell/look.js';
import { useMay, useSession, useStaff, useToday } from '../shell/session.js';
import { daysBetween } from '../show/dates.js';
import { Left, TierMark } from '../show/marks.js';
import { Empty, Failed, Shown, Waiting } from '../show/shown.js';
import { Pick } from '../show/side.js';
import { waivableOf } from '../relief/waivable.js';
import { WaiveDrawer } from '../relief/waive-drawer.js';
import { WhyOpened } from '../why/why.js';
import { ClientCards } from './client-cards.js';
import { choicesWith, holdersAt } from './holders.js';
import type { ComplianceView } from './compliance-view.js';
import { usePeriod } from '../show/use-period.js';

const DONE = new Set(['met', 'waived', 'notOwed']);

const URGENCY: readonly DutyStatus[] = ['missed', 'atRisk', 'open', 'waived', 'met', 'notOwed'];
/** What is short comes first, the soonest due before the others. */
const shortFirst = (items: readonly ClientCompliance[]): readonly ClientCompliance[] =>
  items.toSorted((a, b) => URGENCY.indexOf(a.status) - URGENCY.indexOf(b.status) || (a.dueOn < b.dueOn ? -1 : 1));

const nameOf = ({ clientName, clientId }: ClientCompliance): string => clientName ?? clientId.slice(0, 8);
type OpenedRow = { readonly row: ClientCompliance; readonly what: 'why' | 'waive' };

function Opened({ row, what, today, onClose }: OpenedRow & { today: string; onClose: () => void }): ReactNode {
  const { clientId } = row;
  const waivable = waivableOf(row, today);
  if (what === 'why') return <WhyOpened of={{ kind: 'duties', clientId, name: nameOf(row) }} onClose={onClose} />;
  return waivable && <WaiveDrawer clientId={clientId} name={nameOf(row)} what={waivable} onClose={onClose} />;
}

/** 客户 × 周期: what each client is owed in the running month or quarter. */
export function ByClient({
  outletId,
  view,
  look,
}: {
  outletId: string | undefined;
  view: ComplianceView;
  look: (change: { readonly [K in keyof ComplianceView]?: ComplianceView[K] | undefined }) => void;
}): ReactNode {
  const { t } = useTranslation();
  const periodText = usePeriod();
  const today = useToday();
  const phone = usePhone();
  const navigate = useNavigate();
  const mayRead = useMay('client.read');
  const mayWaive = useMay('duty.waive');
  const [opened, setAsked] = useState<OpenedRow>();
  const { staffId: me, role } = useSession();
  const staff = useStaff();
  const people = staff.data?.items ?? [];
  const holders = holdersAt(people, outletId);
  const whose =
    view.staff ??
    (['outletHead', 'branchManager', 'branchAnalyst', 'compliance'].includes(role) ? holders[0]?.staffId : me);
  const asked = useView(['contact-duties', 'clients', whose], ({ signal }) => clientCompliance(whose, { signal }), {
    views: ['contact-duties'],
    enabled: whose !== undefined,
    keep: true,
  });
  const short = view.short === '1';
  const choices = choicesWith(holders, people, whose);
  const columns = useMemo(
    (): readonly Column<ClientCompliance>[] => [
      {
        key: 'client',
        title: t('field.client'),
        width: 'minmax(90px, 220px)',
        show: ({ clientName, clientId }) => <b>{clientName ?? clientId.slice(0, 8)}</b>,
      },
      { key: 'tier', title: t('field.tier'), width: '90px', show: ({ tier }) => <TierMark tier={tier} /> },
      {
        key: 'rule',
        title: t('compliance.rule'),
        width: '190px',
        show: ({ rule }) => (
          <>
            <span className="rule">{rule}</span> {t(`rule.${rule}`)}
          </>
        ),
      },
      { key: 'period', title: t('compliance.period'), width: '104px', show: ({ period }) => periodText(period) },
      {
        key: 'done',
        title: t('compliance.done'),
        width: '130px',
        show: ({ done, owed, status, rule }) => (
          <span className={`heat heat-${status}`}>
            {done}/{owed} {t(`compliance.unit.${rule}`)} {t(`duty.${status}`)}
          </span>
        ),
      },
      {
        key: 'due',
        title: t('compliance.due'),
        width: 'minmax(100px, 1fr)',
        show: ({ dueOn, status }) =>
          DONE.has(status) ? <span className="muted">{dueOn}</span> : <Left days={daysBetween(today, dueOn)} />,
      },
    ],
    [t, today, periodText],
  );
  const acts = useMemo(
    (): readonly RowAct<ClientCompliance>[] => [
      {
        key: 'w',
        label: t('why.why'),
        name: (row) => t('why.ask', { what: t('why.of.duties', { name: nameOf(row) }) }),
        run: (row) => setAsked({ row, what: 'why' }),
      },
      ...(mayWaive
        ? [
            {
              key: 'v',
              label: t('relief.waive'),
              name: (row: ClientCompliance) => t('relief.waiveFor', { name: nameOf(row), rule: row.rule }),
              has: (row: ClientCompliance) => waivableOf(row, today) !== undefined,
              run: (row: ClientCompliance) => setAsked({ row, what: 'waive' }),
            },
          ]
        : []),
    ],
    [t, mayWaive, today],
  );
  if (whose === undefined) return <Nobody staff={staff} />;
  return (
    <>
      <div className="filters">
        {choices.length > 1 && (
          <Pick
            label={t('compliance.staffOf')}
            value={whose}
            options={choices.map(({ staffId, name, role: post }) => ({
              value: staffId,
              label: `${name} ${t(`role.${post}`)}`,
            }))}
            onChange={(value) => value && look({ staff: value })}
          />
        )}
        <Checkbox checked={short} onChange={({ target }) => look({ short: target.checked ? '1' : undefined })}>
          {t('compliance.onlyShort')}
        </Checkbox>
      </div>
      <Shown
        asked={{
          ...asked,
          data: asked.data && shortFirst(asked.data.items).filter(({ status }) => !short || !DONE.has(status)),
        }}
        isEmpty={(rows) => rows.length === 0}
        empty={<Empty>{t('compliance.empty')}</Empty>}
      >
        {(rows) =>
          phone ? (
            <ClientCards rows={rows} acts={acts} mayRead={mayRead} />
          ) : (
            <div className="grid-box">
              <DataGrid
                label={t('compliance.byClient')}
                columns={columns}
                rows={rows}
                keyOf={({ clientId, rule }) => `${clientId}:${rule}`}
                total={rows.length}
                acts={acts}
                onOpen={
                  mayRead
                    ? ({ clientId }) => void navigate({ to: '/clients/$clientId', params: { clientId } })
                    : undefined
                }
              />
            </div>
          )
        }
      </Shown>
      {opened && <Opened {...opened} today={today} onClose={() => setAsked(undefined)} />}
    </>
  );
}

/** What stands there while it is not known who holds clients, and where nobody does. */
function Nobody({ staff }: { staff: ReturnType<typeof useStaff> }): ReactNode {
  const { t } = useTranslation();
  if (staff.data) return <Empty>{t('compliance.noHolders')}</Empty>;
  return staff.error ? <Failed error={staff.error} again={() => staff.refetch()} /> : <Waiting />;
}
