import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { proposals, type Proposal } from '../api/allocation.js';
import { DataGrid, type Column } from '../grid/data-grid.js';
import type { Selection } from '../grid/grid-keys.js';
import { usePages } from '../live/use-pages.js';
import { useDirectory, useToday } from '../shell/session.js';
import { shortDate } from '../show/dates.js';
import { TierMark } from '../show/marks.js';
import { Empty, Shown } from '../show/shown.js';
import { useRefusal } from './refusal.js';

/** 建议调整: clients of an outlet whose maintainer no longer fits (A3, A8), oldest first. */
export function ProposalList({
  outletId,
  selection,
  onSelection,
}: {
  outletId: string;
  selection: Selection;
  onSelection: ((selection: Selection) => void) | undefined;
}): ReactNode {
  const { t } = useTranslation();
  const today = useToday();
  const refusal = useRefusal();
  const { staffName } = useDirectory();
  const pages = usePages(
    ['book-clients', 'proposals', outletId],
    ({ after, signal }) => proposals({ outletId, after }, { signal }),
    { views: ['book-clients'] },
  );
  const columns = useMemo(
    (): readonly Column<Proposal>[] => [
      {
        key: 'client',
        title: t('field.client'),
        width: '76px',
        show: ({ name, clientId }) => <b>{name ?? clientId.slice(0, 8)}</b>,
      },
      {
        key: 'tier',
        title: t('field.tier'),
        width: '148px',
        show: ({ tier, targetTier }) => <TierMark tier={tier} target={targetTier} />,
      },
      { key: 'staff', title: t('field.maintainer'), width: '80px', show: ({ staffId }) => staffName(staffId) },
      {
        key: 'why',
        title: t('field.reason'),
        width: 'minmax(120px, 1fr)',
        show: ({ reasonCode }) => <span title={refusal(reasonCode)}>{refusal(reasonCode)}</span>,
      },
      { key: 'on', title: t('field.date'), width: '64px', show: ({ on }) => shortDate(on, today) },
    ],
    [t, today, staffName, refusal],
  );
  return (
    <Shown asked={pages} isEmpty={(rows) => rows.length === 0} empty={<Empty>{t('allocation.noProposals')}</Empty>}>
      {(rows) => (
        <div className="grid-box">
          <DataGrid
            label={t('allocation.proposals', { n: rows.length })}
            columns={columns}
            rows={rows}
            keyOf={({ clientId }) => clientId}
            total={pages.hasMore ? -1 : rows.length}
            onEnd={pages.more}
            selection={selection}
            {...(onSelection && { onSelection })}
          />
        </div>
      )}
    </Shown>
  );
}
