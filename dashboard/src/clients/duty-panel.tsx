import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dutiesOf } from '../api/engagement.js';
import { useView } from '../live/use-view.js';
import { useMay, useToday } from '../shell/session.js';
import { daysBetween } from '../show/dates.js';
import { Left } from '../show/marks.js';
import { Panel } from '../show/page.js';
import { Empty, Shown } from '../show/shown.js';
import { WaiveDrawer } from '../relief/waive-drawer.js';
import { waivableOf, type Waivable } from '../relief/waivable.js';
import { WaiverNotes } from '../relief/waiver-notes.js';
import { Why } from '../why/why.js';

/** The contact rules that run for this client today, fulfilled ones too. */
export function DutyPanel({ clientId, name }: { clientId: string; name: string }): ReactNode {
  const { t } = useTranslation();
  const today = useToday();
  const mayRead = useMay('duty.read');
  const mayWaive = useMay('duty.waive');
  const [waiving, setWaiving] = useState<Waivable>();
  const duties = useView(['contact-duties', 'client', clientId], ({ signal }) => dutiesOf(clientId, { signal }), {
    views: ['contact-duties'],
    key: clientId,
    enabled: mayRead,
  });
  if (!mayRead) return null;
  return (
    <Panel title={t('clients.duties')} beside={<Why of={{ kind: 'duties', clientId, name }} />}>
      <Shown
        asked={duties}
        shape="lines"
        isEmpty={({ items }) => items.length === 0}
        empty={<Empty>{t('clients.noDuties')}</Empty>}
      >
        {({ items }) => (
          <ul className="duties">
            {items.map((duty) => {
              const { rule, period, status, owed, done, dueOn } = duty;
              const waivable = mayWaive ? waivableOf(duty, today) : undefined;
              return (
                <li key={rule + period}>
                  <span>
                    <b className="rule">{rule === 'NEXT_STEP' ? '→' : rule}</b> {t(`rule.${rule}`)}
                  </span>
                  <span className={`heat heat-${status}`}>
                    {done}/{owed} {t(`duty.${status}`)}
                  </span>
                  <span className="muted">
                    {status === 'met' || status === 'waived' ? dueOn : <Left days={daysBetween(today, dueOn)} />}
                    {waivable && (
                      <button
                        type="button"
                        className="quiet"
                        aria-label={t('relief.waiveFor', { name, rule })}
                        onClick={() => setWaiving(waivable)}
                      >
                        {t('relief.waive')}
                      </button>
                    )}
                  </span>
                </li>
              );
            })}
          </ul>
        )}
      </Shown>
      <WaiverNotes clientId={clientId} />
      {waiving && <WaiveDrawer clientId={clientId} name={name} what={waiving} onClose={() => setWaiving(undefined)} />}
    </Panel>
  );
}
