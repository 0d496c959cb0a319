import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ClientCardData } from '../api/clients.js';
import { Walk } from './card-keys.js';
import { useDirectory } from '../shell/session.js';

/** Who looks after the client, and where. */
export function CardLine({ client }: { client: ClientCardData }): ReactNode {
  const { t } = useTranslation();
  const { staffName, outletName } = useDirectory();
  const { clientNo, outletId, maintainer, advisers, coolingOff, coolOffUntil } = client;
  return (
    <p className="card-line">
      <span>{clientNo}</span>
      <span>{outletName(outletId)}</span>
      <span>
        {t('field.maintainer')} <b>{maintainer ? staffName(maintainer.staffId) : t('clients.unassigned')}</b>
      </span>
      {advisers.length > 0 && (
        <span>
          {t('field.adviser')} <b>{advisers.map((staffId) => staffName(staffId)).join('、')}</b>
        </span>
      )}
      {coolingOff && <span className="late">{t('clients.coolOff', { date: coolOffUntil ?? '' })}</span>}
      <Walk clientId={client.clientId} />
      <Link to="/clients" className="grow-end">
        {t('clients.backToList')}
      </Link>
    </p>
  );
}
