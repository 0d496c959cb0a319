import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineState } from '../live/line.js';
import { shortTime } from '../show/dates.js';
import { useNow, useToday } from './session.js';

/** A line that comes back at once is nobody's business. */
const SAID_AFTER_MS = 30_000;

/** After half a minute without news the page says from when what it shows is. */
export function LostBand({ state }: { state: LineState }): ReactNode {
  return state === 'lost' ? <Lost /> : null;
}

function Lost(): ReactNode {
  const { t } = useTranslation();
  const today = useToday();
  const now = useNow();
  const [since] = useState(now);
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), SAID_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return null;
  return (
    <div className="lost-band" role="status">
      {t('app.offline', { at: shortTime(since, today) })}
    </div>
  );
}
