import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ClientCompliance } from '../api/engagement.js';
import type { RowAct } from '../grid/data-grid.js';
import { LoadMore, useCut } from '../show/load-more.js';
import { TierMark } from '../show/marks.js';

/** So many cards are drawn at once. */
const CARDS = 100;

/** 客户 × 周期 on a phone: a card for each duty. */
export function ClientCards({
  rows,
  acts,
  mayRead,
}: {
  rows: readonly ClientCompliance[];
  acts: readonly RowAct<ClientCompliance>[];
  mayRead: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const cut = useCut(rows, CARDS);
  return (
    <>
      <ul className="cards">
        {cut.shown.map((row) => (
          <li key={row.clientId + row.rule} className="card">
            <div className="card-top">
              {mayRead ? (
                <Link to="/clients/$clientId" params={{ clientId: row.clientId }}>
                  {row.clientName ?? row.clientId.slice(0, 8)}
                </Link>
              ) : (
                <b>{row.clientName ?? row.clientId.slice(0, 8)}</b>
              )}
              <TierMark tier={row.tier} />
            </div>
            <div className="card-facts">
              <span>{t(`rule.${row.rule}`)}</span>
              <span className={`heat heat-${row.status}`}>
                {row.done}/{row.owed} {t(`duty.${row.status}`)}
              </span>
              <span className="row">
                {acts.map((act) =>
                  act.has?.(row) === false ? null : (
                    <button
                      key={act.key}
                      type="button"
                      className="quiet"
                      aria-label={act.name(row)}
                      onClick={() => act.run(row)}
                    >
                      {act.label}
                    </button>
                  ),
                )}
              </span>
            </div>
          </li>
        ))}
      </ul>
      <LoadMore of={cut} />
    </>
  );
}
