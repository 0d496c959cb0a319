import type { ReactNode } from 'react';
import { Button } from 'antd';
import { Link, linkOptions, useNavigate, useSearch, type LinkProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { loadBoard, type Staffing } from '../api/allocation.js';
import { staffCompliance, stageCounts } from '../api/engagement.js';
import { acknowledgeAlert, alerts } from '../api/notifications.js';
import { useCommand } from '../live/use-command.js';
import { useView } from '../live/use-view.js';
import { SIGNING_STAGES_OPEN } from '../pipeline/stages.js';
import { LoadBoardPanel } from '../allocation/load-board.js';
import { useDirectory, useMay, useToday } from '../shell/session.js';
import type { OutletView } from '../shell/outlet-view.js';
import { useOutlet } from '../shell/use-outlet.js';
import { shortTime } from '../show/dates.js';
import { LoadMore, useCut } from '../show/load-more.js';
import { loadText } from '../show/load.js';
import { Page, Panel } from '../show/page.js';
import { Empty, Failed, Shown } from '../show/shown.js';
import { Standing } from './standing.js';
import { headlines, type Headlines } from './headlines.js';

/** 网点驾驶舱: what the head looks at first. Every number leads to the list behind it. */
export function Cockpit(): ReactNode {
  const { t } = useTranslation();
  const { outletName } = useDirectory();
  const navigate = useNavigate();
  const { outlet } = useSearch({ from: '/outlet' });
  const onPick = (picked: string): void => void navigate({ to: '/outlet', replace: true, search: { outlet: picked } });
  const { outletId, named, pick, instead } = useOutlet({ outlet, onPick });
  const enabled = outletId !== undefined;
  const mayPursue = useMay('opportunity.read');
  const board = useView(['book-clients', 'board', outletId], ({ signal }) => loadBoard(outletId, { signal }), {
    views: ['book-clients', 'book-staff'],
    enabled,
    keep: true,
  });
  const compliance = useView(
    ['contact-duties', 'staff', outletId],
    ({ signal }) => staffCompliance(outletId, { signal }),
    {
      views: ['contact-duties', 'staff-weeks'],
      enabled,
      keep: true,
    },
  );
  const stages = useView(
    ['progress-table', 'counts', outletId],
    ({ signal }) => stageCounts({ outletId }, { signal }),
    {
      views: ['progress-table'],
      enabled: enabled && mayPursue,
      keep: true,
    },
  );
  if (instead) return <Page title={t('nav.outlet')}>{instead}</Page>;
  const head = headlines(board.data, compliance.data, stages.data);
  return (
    <Page title={outletName(outletId)} beside={pick}>
      <Numbers named={named} head={head} managers={board.data?.managers} />
      <div className="columns columns-even">
        <div className="stack">
          <Attention
            outletId={outletId}
            named={named}
            waiting={board.data?.waiting}
            proposals={board.data?.proposals}
            over={head.over}
            late={head.rate?.late}
          />
          {mayPursue && (
            <Panel title={t('outlet.stages')} beside={<Link to="/pipeline">{t('nav.pipeline')}</Link>}>
              <Shown asked={stages} shape="lines">
                {({ stages: counts }) => {
                  const most = Math.max(1, ...SIGNING_STAGES_OPEN.map((stage) => counts[stage] ?? 0));
                  return (
                    <ul className="funnel">
                      {SIGNING_STAGES_OPEN.map((stage) => (
                        <li key={stage}>
                          <Link to="/pipeline" search={{ stage }}>
                            {t(`stage.${stage}`)}
                          </Link>
                          <span className="bar" aria-hidden="true">
                            <i style={{ width: `${String(Math.round(((counts[stage] ?? 0) * 100) / most))}%` }} />
                          </span>
                          <b>{counts[stage] ?? 0}</b>
                        </li>
                      ))}
                    </ul>
                  );
                }}
              </Shown>
            </Panel>
          )}
        </div>
        <LoadBoardPanel asked={board} />
      </div>
      <Panel title={t('outlet.standing')} beside={<Link {...toCompliance(named)}>{t('nav.compliance')}</Link>}>
        <Shown
          asked={compliance}
          isEmpty={({ items }) => items.length === 0}
          empty={<Empty>{t('compliance.empty')}</Empty>}
        >
          {({ items }) => <Standing items={items} named={named} />}
        </Shown>
      </Panel>
    </Page>
  );
}

const toCompliance = (named: OutletView) => linkOptions({ to: '/compliance', search: { tab: 'byStaff', ...named } });
const toAllocation = (named: OutletView) => linkOptions({ to: '/allocation', search: named });

/** The four numbers at the top, each leading to the list behind it. */
function Numbers({
  named,
  head,
  managers,
}: {
  named: OutletView;
  head: Headlines;
  managers: Staffing | undefined;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <ul className="numbers">
      <Big
        list={{ to: '/clients' }}
        label={t('outlet.vip')}
        value={head.vip}
        note={t('outlet.vipNote', { ...head.tiers })}
      />
      <Big
        list={toCompliance(named)}
        label={t('outlet.compliance')}
        value={head.rate && `${String(head.rate.percent)}%`}
        note={head.rate && t('outlet.complianceNote', { met: head.rate.met, of: head.rate.of })}
      />
      <Big
        list={{ to: '/pipeline' }}
        label={t('outlet.pipeline')}
        value={head.open}
        note={head.signing === undefined ? undefined : t('outlet.pipelineNote', { n: head.signing })}
      />
      <Big
        list={toAllocation(named)}
        label={t('outlet.managers')}
        value={managers && `${loadText(managers.needed)} / ${String(managers.present)}`}
        note={t('outlet.managersNote')}
      />
    </ul>
  );
}

function Big({
  list,
  label,
  value,
  note,
}: {
  list: LinkProps;
  label: string;
  value: ReactNode;
  note: ReactNode;
}): ReactNode {
  return (
    <li>
      <Link {...list}>
        <span>{label}</span>
        <b>{value ?? '—'}</b>
        <small>{note}</small>
      </Link>
    </li>
  );
}

/** So many alerts are shown at first. */
const ALERTS = 6;

/** 需要我处理: each line is a list to work off. */
function Attention({
  outletId,
  named,
  waiting,
  proposals,
  over,
  late,
}: {
  outletId: string | undefined;
  named: OutletView;
  waiting: number | undefined;
  proposals: number | undefined;
  over: number | undefined;
  late: number | undefined;
}): ReactNode {
  const { t } = useTranslation();
  const today = useToday();
  const mayRead = useMay('alert.read');
  const raised = useView(['alerts', outletId], ({ signal }) => alerts(outletId, { signal }), {
    views: ['alert-list'],
    enabled: mayRead && outletId !== undefined,
  });
  const acknowledge = useCommand((alertId: string, commandId) => acknowledgeAlert(alertId, commandId), {
    shownIn: ['alert-list'],
  });
  const open = useCut(raised.data?.items ?? [], ALERTS);
  const mayAcknowledge = useMay('alert.acknowledge');
  const lines = [
    { list: toAllocation(named), text: t('outlet.unassigned'), n: waiting },
    { list: toAllocation(named), text: t('outlet.proposals'), n: proposals },
    { list: toAllocation(named), text: t('outlet.over'), n: over },
    { list: toCompliance(named), text: t('outlet.late'), n: late },
  ];
  return (
    <Panel title={t('outlet.attention')}>
      <ul className="links">
        {lines.map(({ list, text, n }) => (
          <li key={text}>
            <Link {...list}>
              {text} <b className={n ? 'late' : ''}>{n ?? '—'}</b>
            </Link>
          </li>
        ))}
      </ul>
      {acknowledge.error && <Failed error={acknowledge.error} slim />}
      {open.shown.length > 0 && (
        <ul className="alerts">
          {open.shown.map(({ alertId, clientId, clientName, raisedAt }) => (
            <li key={alertId}>
              <span>
                <b className="rule">A3</b> {t('outlet.alert', { name: clientName ?? clientId.slice(0, 8) })}{' '}
                <time className="muted" dateTime={raisedAt}>
                  {shortTime(raisedAt, today)}
                </time>
              </span>
              {mayAcknowledge && <Button onClick={() => acknowledge.mutate(alertId)}>{t('outlet.acknowledge')}</Button>}
            </li>
          ))}
        </ul>
      )}
      <LoadMore of={open} />
    </Panel>
  );
}
