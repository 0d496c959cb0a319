import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { contactsOf } from '../api/engagement.js';
import { opportunityWhy } from '../api/why.js';
import { useView } from '../live/use-view.js';
import { Lacks } from '../pipeline/lacks.js';
import { useDirectory, useMay, useToday } from '../shell/session.js';
import { shortDate } from '../show/dates.js';
import { Shown } from '../show/shown.js';
import { Evidence } from './evidence.js';

/** What a row of the progress table rests on: the reports, what the file lacks, and the messages of every step. */
export function OpportunityWhyPanel({
  opportunityId,
  clientId,
}: {
  opportunityId: string;
  clientId: string;
}): ReactNode {
  const { t } = useTranslation();
  const today = useToday();
  const { staffName } = useDirectory();
  const asked = useView(
    ['progress-table', 'why', opportunityId],
    ({ signal }) => opportunityWhy(opportunityId, { signal }),
    { views: ['progress-table'], key: clientId },
  );
  const contacts = useView(['contact-duties', 'contacts', clientId], ({ signal }) => contactsOf(clientId, { signal }), {
    views: ['contact-duties'],
    key: clientId,
    enabled: useMay('contact.read'),
  });
  return (
    <Shown asked={asked} shape="lines">
      {({ messages, reports, fileLacks }) => (
        <>
          <h3>{t('why.reports', { n: reports.length })}</h3>
          {reports.length === 0 ? (
            <p>{t('why.noReport')}</p>
          ) : (
            <ul className="notes">
              {reports.map((id) => {
                const contact = contacts.data?.items.find((each) => each.id === id);
                return (
                  <li key={id}>
                    {contact
                      ? `${shortDate(contact.on, today)} ${t(`channel.${contact.channel}`)} ${staffName(contact.staffId)}`
                      : t('why.older', { n: 1 })}
                  </li>
                );
              })}
            </ul>
          )}
          <h3>{t('lacks.file')}</h3>
          <p>{fileLacks.length === 0 ? t('why.fileWhole') : <Lacks lacks={fileLacks} />}</p>
          <Evidence ids={[...messages, ...reports]} note={t('why.opportunityFacts')} />
        </>
      )}
    </Shown>
  );
}
