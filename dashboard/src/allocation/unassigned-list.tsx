import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { unassigned, type Unassigned } from '../api/allocation.js';
import { DataGrid, type Column } from '../grid/data-grid.js';
import type { Selection } from '../grid/grid-keys.js';
import { usePages } from '../live/use-pages.js';
import { usePhone } from '../shell/look.js';
import { LoadMore } from '../show/load-more.js';
import { TierMark } from '../show/marks.js';
import { Empty, Shown } from '../show/shown.js';

/** Signed or potential clients whom nobody looks after, longest waiting first. */
export function UnassignedList({
  outletId,
  selection,
  onSelection,
}: {
  outletId: string | undefined;
  selection: Selection;
  onSelection: ((selection: Selection) => void) | undefined;
}): ReactNode {
  const { t } = useTranslation();
  const phone = usePhone();
  const pages = usePages(
    ['book-clients', 'unassigned', outletId],
    ({ after, signal }) => unassigned({ outletId, after }, { signal }),
    { views: ['book-clients'], enabled: outletId !== undefined },
  );
  const columns = useMemo(
    (): readonly Column<Unassigned>[] => [
      {
        key: 'client',
        title: t('field.client'),
        width: 'minmax(76px, 1fr)',
        show: ({ name, clientNo, clientId }) => <b>{name ?? clientNo ?? clientId.slice(0, 8)}</b>,
      },
      {
        key: 'tier',
        title: t('field.tier'),
        width: '148px',
        show: ({ tier, targetTier }) => <TierMark tier={tier} target={targetTier} />,
      },
      { key: 'band', title: t('field.band'), width: '86px', show: ({ band }) => (band ? t(`band.${band}`) : '—') },
      {
        key: 'age',
        title: t('allocation.waitingFor'),
        width: '108px',
        end: true,
        show: ({ ageInWorkdays, targetTier }) => (
          <span className={ageInWorkdays > 1 && targetTier ? 'late' : ''}>
            {t('allocation.workdays', { n: ageInWorkdays })}
          </span>
        ),
      },
    ],
    [t],
  );
  return (
    <Shown asked={pages} isEmpty={(rows) => rows.length === 0} empty={<Empty>{t('allocation.noneWaiting')}</Empty>}>
      {(rows) =>
        phone ? (
          <>
            <ul className="cards">
              {rows.map(({ clientId, clientNo, name, tier, targetTier, ageInWorkdays }) => (
                <li key={clientId} className="card">
                  <div className="card-top">
                    <b>{name ?? clientNo}</b>
                    <TierMark tier={tier} target={targetTier} />
                  </div>
                  <div className="card-facts">
                    {t('allocation.waitingFor')} {t('allocation.workdays', { n: ageInWorkdays })}
                  </div>
                </li>
              ))}
            </ul>
            <LoadMore of={pages} />
          </>
        ) : (
          <div className="grid-box">
            <DataGrid
              label={t('allocation.unassigned', { n: rows.length })}
              columns={columns}
              rows={rows}
              keyOf={({ clientId }) => clientId}
              total={pages.hasMore ? -1 : rows.length}
              onEnd={pages.more}
              selection={selection}
              {...(onSelection && { onSelection })}
            />
          </div>
        )
      }
    </Shown>
  );
}
