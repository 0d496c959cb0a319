import { useMemo, useState, type ReactNode } from 'react';
import { Segmented } from 'antd';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { progressTable, type ProgressLine } from '../api/engagement.js';
import { LogContact } from '../contact/log-contact.js';
import { DataGrid, type Column } from '../grid/data-grid.js';
import { usePages } from '../live/use-pages.js';
import { usePhone } from '../shell/look.js';
import { useDirectory, useMay, useSession, useToday } from '../shell/session.js';
import { shortDate } from '../show/dates.js';
import { LoadMore } from '../show/load-more.js';
import { Ago, TierMark } from '../show/marks.js';
import { Page } from '../show/page.js';
import { Empty, Shown } from '../show/shown.js';
import { Pick } from '../show/side.js';
import { Board } from './board.js';
import { Lacks } from './lacks.js';
import { MoveDrawer } from './move-drawer.js';
import type { PipelineView } from './pipeline-view.js';
import { useSigningWords } from './signing-words.js';
import { ageOf, ALL_STAGES, marksOf, type OpenStage } from './stages.js';

type Moving = { readonly line: ProgressLine; readonly to?: OpenStage };

/** 商机进程表: as a table for daily work, as a board for the weekly review. */
export function Pipeline(): ReactNode {
  const { t } = useTranslation();
  const phone = usePhone();
  const navigate = useNavigate();
  const { role } = useSession();
  const { staff: colleagues } = useDirectory();
  const mayWork = useMay('opportunity.work');
  const view = useSearch({ from: '/pipeline' });
  const { stage, staff, layout } = view;
  const [moving, setMoving] = useState<Moving>();
  const [logging, setLogging] = useState<ProgressLine>();
  const pages = usePages(
    ['progress-table', 'list', stage, staff],
    ({ after, signal }) =>
      progressTable({ ...(stage && { stage }), ...(staff && { staffId: staff }), ...(after && { after }) }, { signal }),
    // A board with a part of the rows would show later stages as empty.
    { views: ['progress-table'], whole: layout === 'board' },
  );
  const columns = useColumns();
  const look = (change: { readonly [K in keyof PipelineView]?: PipelineView[K] | undefined }): void => {
    const next = { ...view, ...change };
    void navigate({
      to: '/pipeline',
      replace: true,
      search: {
        ...(next.stage && { stage: next.stage }),
        ...(next.staff && { staff: next.staff }),
        ...(next.layout && { layout: next.layout }),
      },
    });
  };
  const managers = colleagues.filter((person) => person.role === 'clientManager' && person.departedOn === null);
  const n = pages.data?.length ?? 0;

  return (
    <Page
      title={t('nav.pipeline')}
      beside={
        <span role="status" className="muted">
          {pages.data && t(pages.hasMore ? 'state.rowsAtLeast' : 'state.rows', { n })}
        </span>
      }
    >
      <div className="filters">
        <Segmented
          aria-label={t('pipeline.layout')}
          value={layout ?? 'table'}
          onChange={(value) =>
            look({ layout: value === 'board' ? 'board' : undefined, ...(value === 'board' && { stage: undefined }) })
          }
          options={(['table', 'board'] as const).map((value) => ({ value, label: t(`pipeline.${value}`) }))}
        />
        {layout !== 'board' && (
          <Pick
            label={t('field.stage')}
            none={t('pipeline.allOpen')}
            value={stage}
            options={ALL_STAGES.map((value) => ({ value, label: t(`stage.${value}`) }))}
            onChange={(value) => look({ stage: value })}
          />
        )}
        {role !== 'clientManager' && managers.length > 0 && (
          <Pick
            label={t('field.maintainer')}
            none={t('pipeline.everyone')}
            value={staff}
            options={managers.map(({ staffId, name }) => ({ value: staffId, label: name }))}
            onChange={(value) => look({ staff: value })}
          />
        )}
      </div>
      <Shown
        asked={pages}
        isEmpty={(rows) => rows.length === 0 && layout !== 'board'}
        empty={<Empty>{t('pipeline.empty')}</Empty>}
      >
        {(rows) =>
          layout === 'board' ? (
            <Board
              rows={rows}
              isWhole={!pages.hasMore}
              mayMove={mayWork}
              onMove={(line, to) => setMoving({ line, ...(to && { to }) })}
            />
          ) : phone ? (
            <>
              <ul className="cards">
                {rows.map((line) => (
                  <li key={line.opportunityId} className="card">
                    <ProgressCard line={line} onMove={mayWork && line.open ? () => setMoving({ line }) : undefined} />
                  </li>
                ))}
              </ul>
              <LoadMore of={pages} />
            </>
          ) : (
            <div className={pages.isOld ? 'grid-box is-old' : 'grid-box'}>
              <DataGrid
                label={t('nav.pipeline')}
                columns={columns}
                rows={rows}
                keyOf={({ opportunityId }) => opportunityId}
                total={pages.hasMore ? -1 : rows.length}
                onEnd={pages.more}
                onOpen={
                  mayWork
                    ? (line) =>
                        line.open ? setMoving({ line }) : void navigate({ to: '/clients/$clientId', params: line })
                    : undefined
                }
              />
            </div>
          )
        }
      </Shown>
      {moving && (
        <MoveDrawer
          key={moving.line.opportunityId}
          line={moving.line}
          to={moving.to}
          onClose={() => setMoving(undefined)}
          onLog={() => {
            setLogging(moving.line);
            setMoving(undefined);
          }}
          onFile={() => void navigate({ to: '/clients/$clientId', params: { clientId: moving.line.clientId } })}
        />
      )}
      {logging && (
        <LogContact
          whom={{
            clientId: logging.clientId,
            name: logging.clientName ?? logging.clientId.slice(0, 8),
            opportunityId: logging.opportunityId,
          }}
          onClose={() => setLogging(undefined)}
        />
      )}
    </Page>
  );
}

function useColumns(): readonly Column<ProgressLine>[] {
  const { t } = useTranslation();
  const today = useToday();
  const { staffName } = useDirectory();
  const { refusalOf, endOf } = useSigningWords();
  return useMemo(
    () => [
      {
        key: 'client',
        title: t('field.client'),
        width: 'minmax(84px, 0.8fr)',
        show: ({ clientName, clientId }) => <b>{clientName ?? clientId.slice(0, 8)}</b>,
      },
      {
        key: 'tier',
        title: t('pipeline.target'),
        width: '152px',
        show: (line) => <TierMark {...marksOf(line)} />,
      },
      {
        key: 'stage',
        title: t('field.stage'),
        width: '132px',
        show: ({ stage, onHold, suggestedStage }) => (
          <>
            <span className={`stage stage-${stage}`}>{t(`stage.${stage}`)}</span>
            {onHold && <span className="muted"> {t('pipeline.onHold')}</span>}
            {suggestedStage && (
              <span title={t('pipeline.suggested', { stage: t(`stage.${suggestedStage}`) })} className="soon">
                {' '}
                ↑
              </span>
            )}
          </>
        ),
      },
      {
        key: 'days',
        title: t('pipeline.inStage'),
        width: '66px',
        end: true,
        show: ({ daysInStage, open }) => (
          <span className={open ? `age-${ageOf(daysInStage)}` : 'muted'}>{t('unit.days', { n: daysInStage })}</span>
        ),
      },
      {
        key: 'last',
        title: t('field.lastContact'),
        width: '88px',
        show: ({ lastReachedOn }) => <Ago date={lastReachedOn} today={today} />,
      },
      {
        key: 'next',
        title: t('field.nextStep'),
        width: '100px',
        show: ({ nextStepOn }) =>
          nextStepOn ? (
            <span className={nextStepOn < today ? 'late' : ''}>{shortDate(nextStepOn, today)}</span>
          ) : (
            <span className="muted">—</span>
          ),
      },
      {
        key: 'lacks',
        title: t('pipeline.gate'),
        width: 'minmax(150px, 1.4fr)',
        show: ({ open, signingLacks, refusedCode, reasonCode }) =>
          refusedCode ? (
            <span className="late">{`${t('pipeline.refused')}：${refusalOf(refusedCode)}`}</span>
          ) : open ? (
            <Lacks lacks={signingLacks} bare />
          ) : (
            <span className="muted">{reasonCode === null ? '' : endOf(reasonCode)}</span>
          ),
      },
      { key: 'staff', title: t('field.maintainer'), width: '96px', show: ({ staffId }) => staffName(staffId) },
    ],
    [t, today, staffName, refusalOf, endOf],
  );
}

/** An opportunity as a card, on the board and on phones. */
export function ProgressCard({ line, onMove }: { line: ProgressLine; onMove?: (() => void) | undefined }): ReactNode {
  const { t } = useTranslation();
  const { refusalOf, endOf } = useSigningWords();
  const today = useToday();
  const mayRead = useMay('client.read');
  const { clientId, clientName, stage, daysInStage, nextStepOn, onHold } = line;
  const { open, signingLacks, refusedCode, reasonCode } = line;
  return (
    <>
      <div className="card-top">
        {mayRead ? (
          <Link to="/clients/$clientId" params={{ clientId }}>
            {clientName ?? clientId.slice(0, 8)}
          </Link>
        ) : (
          <b>{clientName ?? clientId.slice(0, 8)}</b>
        )}
        <TierMark {...marksOf(line)} />
      </div>
      <div className="card-facts">
        <span>{t(`stage.${stage}`)}</span>
        <span className={`age-${ageOf(daysInStage)}`}>
          {t('pipeline.inStage')} {t('unit.days', { n: daysInStage })}
        </span>
        {onHold && <span>{t('pipeline.onHold')}</span>}
        {nextStepOn && <span>{`${t('field.nextStep')} ${shortDate(nextStepOn, today)}`}</span>}
      </div>
      <div className="card-acts">
        {refusedCode ? (
          <span className="late">{`${t('pipeline.refused')}：${refusalOf(refusedCode)}`}</span>
        ) : open ? (
          <Lacks lacks={signingLacks} />
        ) : (
          <span className="muted">{reasonCode === null ? '' : endOf(reasonCode)}</span>
        )}
        {onMove && (
          <button type="button" className="quiet" onClick={onMove}>
            {t('pipeline.moveTo')}…
          </button>
        )}
      </div>
    </>
  );
}
