import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { waiversOf } from '../api/relief.js';
import { useView } from '../live/use-view.js';
import { useDirectory, useToday } from '../shell/session.js';
import { dateOf, shortDate } from '../show/dates.js';
import { usePeriod } from '../show/use-period.js';

/** Who waived what of a client, and why; nothing where nothing was waived. */
export function WaiverNotes({ clientId }: { clientId: string }): ReactNode {
  const { t } = useTranslation();
  const periodText = usePeriod();
  const today = useToday();
  const { staffName } = useDirectory();
  const asked = useView(['contact-duties', 'waivers', clientId], ({ signal }) => waiversOf(clientId, { signal }), {
    views: ['contact-duties'],
    key: clientId,
  });
  const items = asked.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <ul className="notes">
      {items.map(({ rule, period, reason, waivedBy, at }) => (
        <li key={rule + period}>
          <b className="rule">{rule}</b>{' '}
          {t('relief.waivedBy', {
            period: periodText(period),
            name: staffName(waivedBy),
            date: shortDate(dateOf(at), today),
            reason: reason ?? t('relief.erased'),
          })}
        </li>
      ))}
    </ul>
  );
}
