import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClientCardData } from '../api/clients.js';
import { crossingsOf } from './crossings.js';
import { useToday } from '../shell/session.js';
import { Ago, Money } from '../show/marks.js';
import { Panel } from '../show/page.js';
import { Why } from '../why/why.js';

/** 年日均 and what follows from it: as of which day, over how many known days, and when the next standard is reached or lost. */
export function AverageFacts({ client, name }: { client: ClientCardData; name: string }): ReactNode {
  const { t } = useTranslation();
  const today = useToday();
  const { averageFen, averageAsOf, coveredDays, totalFen, totalAsOf, largeMovement, visitedOn, band } = client;
  const crossings = crossingsOf(client.crossings);
  return (
    <Panel title={t('clients.assets')} beside={<Why of={{ kind: 'standing', clientId: client.clientId, name }} />}>
      <dl className="facts">
        <div>
          <dt>{t('field.average')}</dt>
          <dd className="big">
            <Money fen={averageFen} />
          </dd>
          <dd className="muted">
            {averageAsOf ? t('clients.asOf', { date: averageAsOf, days: coveredDays }) : t('clients.notYet')}
          </dd>
        </div>
        <div>
          <dt>{t('field.total')}</dt>
          <dd className="big">
            <Money fen={totalFen} />
          </dd>
          <dd className="muted">{totalAsOf ?? '—'}</dd>
        </div>
        <div>
          <dt>{t('field.band')}</dt>
          <dd className="big">{band ? t(`band.${band}`) : '—'}</dd>
          <dd className="muted">{client.since ? t('clients.tierSince', { date: client.since }) : t('tier.none')}</dd>
        </div>
        <div>
          <dt>{t('clients.lastVisit')}</dt>
          <dd className="big">
            <Ago date={visitedOn} today={today} />
          </dd>
          <dd className="muted">{visitedOn ?? '—'}</dd>
        </div>
      </dl>
      <ul className="notes">
        {crossings.map(({ tier, direction, on }) => (
          <li key={tier + direction} className={direction === 'lose' ? 'late' : 'good'}>
            {t(`clients.crossing.${direction}`, { date: on, tier: t(`tier.${tier}`) })}
          </li>
        ))}
        {largeMovement && (
          <li>
            {t('clients.largeMovement', { date: largeMovement.businessDate })}{' '}
            <Money fen={largeMovement.deltaFen} signed />
          </li>
        )}
        {crossings.length === 0 && !largeMovement && <li className="muted">{t('clients.noCrossing')}</li>}
      </ul>
    </Panel>
  );
}
