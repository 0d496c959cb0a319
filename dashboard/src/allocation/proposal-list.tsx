import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { proposals, type Proposal } from '../api/allocation.js';
import { DataGrid, type Column } from '../grid/data-grid.js';
import type { Selection } from '../grid/grid-keys.js';
import { useView } from '../live/use-view.js';
import { useDirectory, useToday } from '../shell/session.js';
import { shortDate } from '../show/dates.js';
import { TierMark } from '../show/marks.js';
import { Empty, Shown } from '../show/shown.js';
import { useRefusal } from './refusal.js';

/** 建议调整: clients whose maintainer no longer fits (A3, A8), oldest first. */
export function ProposalList({
  selection,
  onSelection,
}: {
  selection: Selection;
  onSelection: ((selection: Selection) => void) | undefined;
}): ReactNode {
  const { t } = useTranslation();
  const today = useToday();
  const refusal = useRefusal();
  const { staffName } = useDirectory();
  const asked = useView(['book-clients', 'proposals'], ({ signal }) => proposals({ signal }), {
    views: ['book-clients'],
  });
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
    <Shown
      asked={asked}
      isEmpty={({ items }) => items.length === 0}
      empty={<Empty>{t('allocation.noProposals')}</Empty>}
    >
      {({ items }) => (
        <div className="grid-box">
          <DataGrid
            label={t('allocation.proposals', { n: items.length })}
            columns={columns}
            rows={items}
            keyOf={({ clientId }) => clientId}
            total={items.length}
            selection={selection}
            {...(onSelection && { onSelection })}
          />
        </div>
      )}
    </Shown>
  );
}
