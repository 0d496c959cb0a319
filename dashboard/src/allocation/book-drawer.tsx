import type { ReactNode } from 'react';
import { Button } from 'antd';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { book, type BoardLine } from '../api/allocation.js';
import { usePages } from '../live/use-pages.js';
import { useMay } from '../shell/session.js';
import { TierMark } from '../show/marks.js';
import { Empty, Shown } from '../show/shown.js';
import { Side } from '../show/side.js';
import { loadText } from '../show/load.js';

/** 名下客户 of one member of staff. */
export function BookDrawer({
  staffId,
  line,
  onClose,
}: {
  staffId: string;
  line: BoardLine | undefined;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const mayRead = useMay('client.read');
  const as = line?.role.endsWith('Adviser') ? 'adviser' : 'maintainer';
  const pages = usePages(
    ['book-clients', 'book', staffId, as],
    ({ after, signal }) => book(staffId, as, after, { signal }),
    {
      views: ['book-clients'],
    },
  );
  return (
    <Side
      title={`${t('allocation.book', { name: line?.name ?? staffId })}${line ? ` · ${loadText(line.load)}` : ''}`}
      onClose={onClose}
      wide
    >
      <Shown asked={pages} isEmpty={(rows) => rows.length === 0} empty={<Empty>{t('allocation.emptyBook')}</Empty>}>
        {(rows) => (
          <>
            <table className="small">
              <thead>
                <tr>
                  <th scope="col">{t('field.client')}</th>
                  <th scope="col">{t('field.tier')}</th>
                  <th scope="col">{t('field.band')}</th>
                  <th scope="col">{t('allocation.since')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map(({ clientId, clientNo, name, tier, targetTier, band, since }) => (
                  <tr key={clientId}>
                    <th scope="row">
                      {mayRead ? (
                        <Link to="/clients/$clientId" params={{ clientId }}>
                          {name ?? clientNo ?? clientId.slice(0, 8)}
                        </Link>
                      ) : (
                        (name ?? clientNo)
                      )}
                    </th>
                    <td>
                      <TierMark tier={tier} target={targetTier} />
                    </td>
                    <td>{band ? t(`band.${band}`) : '—'}</td>
                    <td>{since ?? '—'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            {pages.hasMore && <Button onClick={pages.more}>{t('act.loadMore')}</Button>}
          </>
        )}
      </Shown>
    </Side>
  );
}
