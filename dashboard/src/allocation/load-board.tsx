import type { ReactNode } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { BoardLine, LoadBoard } from '../api/allocation.js';
import { Panel } from '../show/page.js';
import { Shown } from '../show/shown.js';
import { Why } from '../why/why.js';
import { loadPercent, loadText } from '../show/load.js';

type Asked = {
  readonly data: LoadBoard | undefined;
  readonly error: unknown;
  readonly isFetching: boolean;
  readonly refetch: () => unknown;
};
const ROLE_ORDER = ['clientManager', 'outletHead', 'lobbyManager', 'teller', 'wealthAdviser', 'financialAdviser'];
const place = ({ role }: BoardLine): number => ROLE_ORDER.indexOf(role);

/** 负荷: everybody's book against a full one (A9), and staff needed against present 应配/实配. */
export function LoadBoardPanel({
  asked,
  choosing = false,
  onAssign,
  onBook,
}: {
  asked: Asked;
  choosing?: boolean;
  onAssign?: ((staffId: string) => void) | undefined;
  onBook?: (staffId: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <Panel title={t('allocation.loads')} beside={asked.data && <Staffing board={asked.data} />} className="loads-panel">
      <Shown asked={asked}>
        {({ staff }) => (
          <ul className="loads">
            {staff
              .toSorted((a, b) => place(a) - place(b) || b.load.index - a.load.index)
              .map((line) => (
                <LoadRow
                  key={line.staffId}
                  line={line}
                  onBook={onBook && (() => onBook(line.staffId))}
                  onAssign={choosing && onAssign && place(line) < 4 ? () => onAssign(line.staffId) : undefined}
                />
              ))}
          </ul>
        )}
      </Shown>
    </Panel>
  );
}

/** One person's load: number, bar with the mark of a full book, clients by tier. */
export function LoadRow({
  line,
  onBook,
  onAssign,
}: {
  line: BoardLine;
  onBook?: (() => void) | undefined;
  onAssign?: (() => void) | undefined;
}): ReactNode {
  const { t } = useTranslation();
  const { name, role, load, overloaded, counts, capacityPercent, departedOn, proposals } = line;
  const held = (['diamond', 'platinum', 'gold', 'potential'] as const).filter((kind) => counts[kind] > 0);
  return (
    <li className={overloaded ? 'load load-over' : 'load'}>
      <span className="load-who">
        {onBook ? (
          <button type="button" className="quiet" onClick={onBook}>
            {name}
          </button>
        ) : (
          <b>{name}</b>
        )}
        <small className="muted">
          {t(`role.${role}`)}
          {capacityPercent !== 100 && ` ${String(capacityPercent)}%`}
          {departedOn && ` ${t('allocation.departed')}`}
        </small>
      </span>
      <span className="load-bar" aria-hidden="true">
        <i style={{ width: `${String(Math.min(150, loadPercent(load)) / 1.5)}%` }} />
      </span>
      <b className="load-index">
        {loadText(load)}
        {overloaded && <span title={t('allocation.over')}> ▲</span>}
      </b>
      <Why of={{ kind: 'load', staffId: line.staffId, name }} />
      <span className="load-counts muted">
        {held.map((kind) => `${t(`tierShort.${kind}`)}${String(counts[kind])}`).join(' ') || t('allocation.emptyBook')}
        {proposals > 0 && <span className="soon"> {t('allocation.toMove', { n: proposals })}</span>}
      </span>
      {onAssign && (
        <Button type="primary" onClick={onAssign} aria-label={t('allocation.assignTo', { name })}>
          {t('allocation.assign')}
        </Button>
      )}
    </li>
  );
}

function Staffing({ board: { managers, advisers } }: { board: LoadBoard }): ReactNode {
  const { t } = useTranslation();
  return (
    <span className="staffing">
      {t('allocation.managers')}{' '}
      {t('allocation.neededPresent', { needed: loadText(managers.needed), present: managers.present })}
      {' · '}
      {t('allocation.advisers')}{' '}
      {t('allocation.neededPresent', { needed: loadText(advisers.needed), present: advisers.present })}
    </span>
  );
}
