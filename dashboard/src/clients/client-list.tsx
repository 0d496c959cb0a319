import { useMemo, useState, type ReactNode } from 'react';
import { Button, Input } from 'antd';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { CLIENT_SORTS, searchClients, type ClientLine, type ClientSort } from '../api/clients.js';
import { DataGrid, type Column } from '../grid/data-grid.js';
import { usePages, type Pages } from '../live/use-pages.js';
import { usePhone } from '../shell/look.js';
import { useDirectory, useMay, type Directory } from '../shell/session.js';
import { Money, TierMark } from '../show/marks.js';
import { Page } from '../show/page.js';
import { Empty, Shown } from '../show/shown.js';
import { Pick } from '../show/side.js';
import { useSettled } from '../show/use-settled.js';
import { AVERAGE_BANDS, TIER_FILTERS } from './client-filters.js';
import { walkAlong } from './walk.js';
import { askedBy, ONLY, type ClientsView } from './clients-view.js';

function useColumns({ staffName, outletName }: Directory): readonly Column<ClientLine>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        key: 'name',
        title: t('field.client'),
        width: 'minmax(90px, 1fr)',
        show: ({ name, clientNo }) => <b>{name ?? clientNo}</b>,
      },
      { key: 'number', title: t('field.clientNo'), width: '112px', sortable: true, show: ({ clientNo }) => clientNo },
      {
        key: 'tier',
        title: t('field.tier'),
        width: '150px',
        show: ({ tier, potential, watchSince }) => (
          <>
            <TierMark tier={tier} target={potential?.targetTier} />
            {watchSince && <span className="tier tier-watch">{t('clients.watching')}</span>}
          </>
        ),
      },
      {
        key: 'average',
        title: t('field.average'),
        width: '104px',
        end: true,
        sortable: true,
        show: ({ averageFen }) => <Money fen={averageFen} />,
      },
      {
        key: 'total',
        title: t('field.total'),
        width: '104px',
        end: true,
        show: ({ totalFen }) => <Money fen={totalFen} />,
      },
      { key: 'phone', title: t('field.phone'), width: '116px', show: ({ phone }) => phone ?? '—' },
      {
        key: 'staff',
        title: t('field.maintainer'),
        width: '110px',
        show: ({ maintainer }) =>
          maintainer ? staffName(maintainer.staffId) : <span className="late">{t('clients.unassigned')}</span>,
      },
      { key: 'outlet', title: t('field.outlet'), width: '120px', show: ({ outletId }) => outletName(outletId) },
    ],
    [t, staffName, outletName],
  );
}

/** 客户名单: found by name, initials, number or phone tail; filtered and sorted by what the address says. */
export function ClientList(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const phone = usePhone();
  const directory = useDirectory();
  const mayRead = useMay('client.read');
  const view = useSearch({ from: '/clients' });
  const [text, setText] = useState('');
  const asked = askedBy(view, useSettled(text));
  const pages = usePages(
    ['client-list', asked],
    ({ after, signal }) => searchClients(asked, { limit: phone ? 50 : 100, after }, signal),
    { views: ['client-list'] },
  );
  const columns = useColumns(directory);
  const look = (change: { readonly [K in keyof ClientsView]?: ClientsView[K] | undefined }): void => {
    const { sort, tier, band, only } = { ...view, ...change };
    void navigate({
      to: '/clients',
      replace: true,
      search: { ...(tier && { tier }), ...(band && { band }), ...(only && { only }), ...(sort && { sort }) },
    });
  };
  const filtered = view.tier !== undefined || view.band !== undefined || view.only !== undefined || text !== '';

  return (
    <Page
      title={t('nav.clients')}
      beside={
        <span role="status" className="muted">
          {pages.data && <Count pages={pages} />}
        </span>
      }
    >
      <div className="filters" role="search">
        <Input
          data-search=""
          className="search"
          allowClear
          aria-label={t('clients.search')}
          placeholder={t('clients.search')}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <Pick
          label={t('field.tier')}
          none={t('clients.anyTier')}
          value={view.tier}
          options={TIER_FILTERS.map((value) => ({ value, label: t(`tier.${value}`) }))}
          onChange={(tier) => look({ tier })}
        />
        <Pick
          label={t('field.band')}
          none={t('clients.anyBand')}
          value={view.band}
          options={AVERAGE_BANDS.map((value) => ({ value, label: t(`band.${value}`) }))}
          onChange={(band) => look({ band })}
        />
        <span className="choice" role="group" aria-label={t('act.filter')}>
          {ONLY.map((only) => (
            <button
              key={only}
              type="button"
              aria-pressed={view.only === only}
              onClick={() => look({ only: view.only === only ? undefined : only })}
            >
              {t(`clients.only.${only}`)}
            </button>
          ))}
        </span>
        {phone && (
          <Pick<ClientSort>
            label={t('act.sort')}
            value={view.sort ?? 'average'}
            options={CLIENT_SORTS.map((value) => ({ value, label: t(`clients.sort.${value}`) }))}
            onChange={(sort) => look({ sort })}
          />
        )}
        {filtered && (
          <Button
            type="text"
            onClick={() => {
              setText('');
              look({ tier: undefined, band: undefined, only: undefined });
            }}
          >
            {t('act.clear')}
          </Button>
        )}
      </div>
      <Shown
        asked={pages}
        isEmpty={(rows) => rows.length === 0}
        empty={<Empty>{t(filtered ? 'clients.noneFound' : 'clients.none')}</Empty>}
      >
        {(rows) =>
          phone ? (
            <Cards rows={rows} directory={directory} more={pages.hasMore ? pages.more : undefined} mayRead={mayRead} />
          ) : (
            <div className={pages.isOld ? 'grid-box is-old' : 'grid-box'}>
              <DataGrid
                label={t('nav.clients')}
                columns={columns}
                rows={rows}
                keyOf={({ clientId }) => clientId}
                total={pages.total ?? (pages.hasMore ? -1 : rows.length)}
                sort={{ by: view.sort ?? 'average', descending: view.sort !== 'number' }}
                onSort={({ by }) => look({ sort: CLIENT_SORTS.find((sort) => sort === by) })}
                onEnd={pages.more}
                onOpen={
                  mayRead
                    ? ({ clientId }) => {
                        walkAlong(rows.map((row) => row.clientId));
                        void navigate({ to: '/clients/$clientId', params: { clientId } });
                      }
                    : undefined
                }
              />
            </div>
          )
        }
      </Shown>
    </Page>
  );
}

/** How many clients there are; how many are loaded where nobody counted them. */
function Count({ pages: { data, total, hasMore } }: { pages: Pages<ClientLine> }): ReactNode {
  const { t } = useTranslation();
  const n = total ?? data?.length ?? 0;
  return t(total === undefined && hasMore ? 'state.atLeast' : 'state.total', { n });
}

function Cards({
  rows,
  directory: { staffName },
  more,
  mayRead,
}: {
  rows: readonly ClientLine[];
  directory: Directory;
  more: (() => void) | undefined;
  mayRead: boolean;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <ul className="cards">
        {rows.map(({ clientId, clientNo, name, tier, potential, averageFen, phone, maintainer }) => (
          <li key={clientId} className="card">
            <div className="card-top">
              {mayRead ? (
                <Link to="/clients/$clientId" params={{ clientId }}>
                  {name ?? clientNo}
                </Link>
              ) : (
                <b>{name ?? clientNo}</b>
              )}
              <TierMark tier={tier} target={potential?.targetTier} />
            </div>
            <div className="card-facts">
              <span>
                {t('field.average')} <Money fen={averageFen} />
              </span>
              <span>{phone ?? '—'}</span>
              <span>{maintainer ? staffName(maintainer.staffId) : t('clients.unassigned')}</span>
            </div>
          </li>
        ))}
      </ul>
      {more && (
        <Button block onClick={more}>
          {t('act.loadMore')}
        </Button>
      )}
    </>
  );
}
