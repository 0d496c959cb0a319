import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { assignmentHistory } from '../api/allocation.js';
import { contactsOf } from '../api/engagement.js';
import { useView } from '../live/use-view.js';
import { useDirectory, useMay, useToday } from '../shell/session.js';
import { shortDate } from '../show/dates.js';
import { Panel } from '../show/page.js';
import { Empty, Shown } from '../show/shown.js';
import { timelineOf } from './timeline.js';

/** What happened with this client: contacts, and who looked after them; the newest first. */
export function ClientTimeline({ clientId }: { clientId: string }): ReactNode {
  const { t } = useTranslation();
  const today = useToday();
  const { staffName } = useDirectory();
  const mayRead = useMay('contact.read');
  const contacts = useView(['contact-duties', 'contacts', clientId], ({ signal }) => contactsOf(clientId, { signal }), {
    views: ['contact-duties'],
    key: clientId,
    enabled: mayRead,
  });
  const history = useView(
    ['book-clients', 'history', clientId],
    ({ signal }) => assignmentHistory(clientId, { signal }),
    {
      views: ['book-clients'],
      key: clientId,
      enabled: useMay('book.read'),
    },
  );
  if (!mayRead) return null;
  const asked = {
    ...contacts,
    data: contacts.data && timelineOf(contacts.data.items, history.data),
  };
  return (
    <Panel title={t('clients.timeline')}>
      <Shown
        asked={asked}
        shape="lines"
        isEmpty={(entries) => entries.length === 0}
        empty={<Empty>{t('clients.noTimeline')}</Empty>}
      >
        {(entries) => (
          <ol className="timeline">
            {entries.map((entry) => (
              <li key={entry.id} className={`timeline-${entry.kind}`}>
                <time dateTime={entry.on}>{shortDate(entry.on, today)}</time>
                <span>
                  {entry.kind === 'contact' ? (
                    <>
                      <b>{t(`channel.${entry.channel}`)}</b> {t(entry.reached ? 'log.wasReached' : 'log.notReached')}
                      {entry.nextStepOn && ` · ${t('field.nextStep')} ${shortDate(entry.nextStepOn, today)}`}
                    </>
                  ) : (
                    t(`clients.placed.${entry.kind}`)
                  )}
                </span>
                <span className="muted">{staffName(entry.staffId)}</span>
              </li>
            ))}
          </ol>
        )}
      </Shown>
    </Panel>
  );
}
