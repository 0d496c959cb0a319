import { useState, type ReactNode } from 'react';
import { Segmented } from 'antd';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { loadBoard } from '../api/allocation.js';
import { useView } from '../live/use-view.js';
import { usePhone } from '../shell/look.js';
import { useMay } from '../shell/session.js';
import { useOutlet } from '../shell/use-outlet.js';
import { Page } from '../show/page.js';
import type { Selection } from '../grid/grid-keys.js';
import { AssignDrawer } from './assign-drawer.js';
import { BookDrawer } from './book-drawer.js';
import { LoadBoardPanel } from './load-board.js';
import { ProposalList } from './proposal-list.js';
import { UnassignedList } from './unassigned-list.js';

type Tab = 'unassigned' | 'proposals';

/** 分配台: whom nobody looks after on the left, everybody's load on the right; nothing changes before 提交. */
export function Allocation(): ReactNode {
  const { t } = useTranslation();
  const phone = usePhone();
  const navigate = useNavigate();
  const { outlet } = useSearch({ from: '/allocation' });
  const onPick = (picked: string): void =>
    void navigate({ to: '/allocation', replace: true, search: { outlet: picked } });
  const { outletId, pick, instead } = useOutlet({ outlet, onPick });
  return (
    <Page
      title={t('nav.allocation')}
      beside={
        <>
          {phone && <span className="muted">{t('allocation.readOnly')}</span>}
          {pick}
        </>
      }
    >
      {outletId === undefined ? instead : <Distribution key={outletId} outletId={outletId} mayAssign={!phone} />}
    </Page>
  );
}

function Distribution({ outletId, mayAssign: here }: { outletId: string; mayAssign: boolean }): ReactNode {
  const { t } = useTranslation();
  const mayAssign = useMay('client.assign') && here;
  const [tab, setTab] = useState<Tab>('unassigned');
  const [selection, setSelection] = useState<Selection>(new Set());
  const [to, setTo] = useState<string>();
  const [book, setBook] = useState<string>();
  const board = useView(['book-clients', 'board', outletId], ({ signal }) => loadBoard(outletId, { signal }), {
    views: ['book-clients', 'book-staff'],
    keep: true,
  });
  const { waiting, proposals } = board.data ?? { waiting: 0, proposals: 0 };
  const assignable = mayAssign ? setSelection : undefined;
  return (
    <>
      <div className="allocation">
        <section className="panel allocation-left" aria-label={t(`allocation.${tab}`, { n: '' })}>
          <div className="filters">
            <Segmented<Tab>
              aria-label={t('act.view')}
              value={tab}
              onChange={(value) => {
                setTab(value);
                setSelection(new Set());
              }}
              options={[
                { value: 'unassigned', label: t('allocation.unassigned', { n: waiting }) },
                { value: 'proposals', label: t('allocation.proposals', { n: proposals }) },
              ]}
            />
            <span role="status" className="muted">
              {selection.size > 0 && t('state.selected', { n: selection.size })}
            </span>
          </div>
          {tab === 'unassigned' ? (
            <UnassignedList outletId={outletId} selection={selection} onSelection={assignable} />
          ) : (
            <ProposalList outletId={outletId} selection={selection} onSelection={assignable} />
          )}
        </section>
        <LoadBoardPanel
          asked={board}
          choosing={selection.size > 0}
          onAssign={mayAssign ? setTo : undefined}
          onBook={setBook}
        />
      </div>
      {to && board.data && (
        <AssignDrawer
          clientIds={[...selection]}
          staff={board.data.staff}
          staffId={to}
          onClose={() => setTo(undefined)}
          onDone={() => {
            setSelection(new Set());
            setTo(undefined);
          }}
        />
      )}
      {book && (
        <BookDrawer
          staffId={book}
          line={board.data?.staff.find((line) => line.staffId === book)}
          onClose={() => setBook(undefined)}
        />
      )}
    </>
  );
}
