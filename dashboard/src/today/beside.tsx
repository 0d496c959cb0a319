import type { ReactNode } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { SIGNING_STAGES_OPEN } from '../pipeline/stages.js';
import { staffCompliance, stageCounts, type DueList } from '../api/engagement.js';
import { messages } from '../api/notifications.js';
import { WeekStrip } from '../compliance/week-strip.js';
import { useView } from '../live/use-view.js';
import { useMay, useSession } from '../shell/session.js';
import { Progress } from '../show/marks.js';
import { Panel } from '../show/page.js';
import { Shown } from '../show/shown.js';

/** 本周联系: distinct clients against the target (C1), what the book asks (C8), and the last 13 weeks. */
export function WeekPanel({ due }: { due: UseQueryResult<DueList> }): ReactNode {
  const { t } = useTranslation();
  const { staffId } = useSession();
  const own = useView(['contact-duties', 'own-weeks'], ({ signal }) => staffCompliance(undefined, { signal }), {
    views: ['contact-duties', 'staff-weeks'],
    enabled: useMay('compliance.read'),
  });
  const line = own.data?.items.find((item) => item.staffId === staffId);
  return (
    <Panel title={t('today.week')}>
      <Shown asked={due} shape="lines">
        {({ week }) => (
          <>
            <Progress done={week.done} of={week.target} label={t('today.weekClients')} />
            <p className="muted">{t('today.need', { clients: week.need.clients, credits: week.need.credits })}</p>
          </>
        )}
      </Shown>
      {line && line.strip.length > 0 && (
        <>
          <h3>{t('today.strip')}</h3>
          <WeekStrip weeks={line.strip} />
        </>
      )}
    </Panel>
  );
}

/** What else waits: messages that need a yes, and where the opportunities stand. */
export function WaitingPanel(): ReactNode {
  const { t } = useTranslation();
  const { staffId, role } = useSession();
  const sms = useView(['outbox', 'waiting-count'], ({ signal }) => messages('waiting', undefined, { signal }), {
    views: ['outbox'],
    enabled: useMay('message.read'),
  });
  const own = role !== 'outletHead' && role !== 'branchManager';
  const stages = useView(
    ['progress-table', 'own-counts'],
    ({ signal }) => stageCounts(own ? { staffId } : {}, { signal }),
    {
      views: ['progress-table'],
      enabled: useMay('opportunity.read'),
    },
  );
  return (
    <Panel title={t('today.waiting')}>
      <ul className="links">
        {sms.data && (
          <li>
            <Link to="/sms">
              {t('today.sms')} <b>{sms.data.items.length}</b>
            </Link>
          </li>
        )}
      </ul>
      {stages.data && <h3>{t('clients.opportunity')}</h3>}
      <ul className="links">
        {stages.data &&
          SIGNING_STAGES_OPEN.map((stage) => (
            <li key={stage}>
              <Link to="/pipeline" search={{ stage }}>
                {t(`stage.${stage}`)} <b>{stages.data.stages[stage] ?? 0}</b>
              </Link>
            </li>
          ))}
      </ul>
    </Panel>
  );
}
