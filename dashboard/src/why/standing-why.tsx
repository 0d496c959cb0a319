import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { standingWhy, type StandingWhy } from '../api/why.js';
import { useView } from '../live/use-view.js';
import { useToday } from '../shell/session.js';
import { dateOf, shortDate } from '../show/dates.js';
import { Money } from '../show/marks.js';
import { Shown } from '../show/shown.js';
import { Evidence } from './evidence.js';
import { tierIn, wordOf, WINDOWS } from './standing-words.js';

/** How an average was counted, and what happened to the tier, the newest first. */
export function StandingWhyPanel({ clientId }: { clientId: string }): ReactNode {
  const { t } = useTranslation();
  const today = useToday();
  const asked = useView(['client-card', 'why', clientId], ({ signal }) => standingWhy(clientId, { signal }), {
    views: ['client-list', 'client-card'],
    key: clientId,
  });
  return (
    <Shown asked={asked} shape="lines">
      {({ average, facts }) => (
        <>
          {average && <Average average={average} />}
          <h3>{t('why.tierFacts')}</h3>
          <ol className="timeline">
            {facts.toReversed().flatMap(({ factId, type, occurredAt, data }) => {
              const word = wordOf(type);
              const tier = tierIn(data);
              return word === undefined
                ? []
                : [
                    <li key={factId}>
                      <time dateTime={occurredAt}>{shortDate(dateOf(occurredAt), today)}</time>
                      <span>
                        <b>{t(`why.fact.${word}`)}</b> {tier && t(`tier.${tier}`)}{' '}
                        {typeof data['averageFen'] === 'number' && <Money fen={data['averageFen']} />}
                      </span>
                      <span className="muted">
                        {typeof data['policyVersion'] === 'number' &&
                          t('why.version', { version: data['policyVersion'] })}
                      </span>
                    </li>,
                  ];
            })}
          </ol>
          <Evidence ids={facts.map(({ factId }) => factId)} />
        </>
      )}
    </Shown>
  );
}

function Average({ average }: { average: NonNullable<StandingWhy['average']> }): ReactNode {
  const { t } = useTranslation();
  const { asOf, window, days, coveredDays, averageFen, openingAverageFen, firstRecordOn, policyVersion } = average;
  return (
    <ul className="notes">
      <li>
        {t('field.average')}{' '}
        <b>
          <Money fen={averageFen} />
        </b>
        {t('why.averageOf', { window: t(`why.window.${WINDOWS[window] ?? 'other'}`), asOf, days })}
      </li>
      <li>{t('why.covered', { days: coveredDays, from: firstRecordOn ?? '—' })}</li>
      {openingAverageFen !== null && (
        <li>
          {t('why.opening')} <Money fen={openingAverageFen} />
        </li>
      )}
      <li>{t('why.tierPolicy', { version: policyVersion })}</li>
    </ul>
  );
}
