import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useToday } from '../shell/session.js';
import { shortDate } from './dates.js';
import { periodParts } from './period.js';

/** A month, quarter, week or day in the words of the page; the year stands there when it is another one. */
export function usePeriod(): (period: string) => string {
  const { t } = useTranslation();
  const today = useToday();
  return useCallback(
    (period: string) => {
      const parts = periodParts(period);
      if (!parts) return shortDate(period, today);
      const { kind, year, n } = parts;
      const text = t(`unit.${kind}`, { n });
      return today.startsWith(year) ? text : t('unit.inYear', { year, text });
    },
    [t, today],
  );
}
