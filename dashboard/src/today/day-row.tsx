import { useState, type ReactNode } from 'react';
import { Button, Dropdown, Input } from 'antd';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DROP_REASONS, type DropReason } from '../api/engagement.js';
import { useMay } from '../shell/session.js';
import { isEnter } from '../show/keyboard.js';
import { Ago, TierMark } from '../show/marks.js';
import { Why } from '../why/why.js';
import { useLanguage } from '../words/i18n.js';
import type { DayLine } from './day-lines.js';

type Dropped = { readonly reasonCode: DropReason; readonly note?: string };

/** One client of the day: who, why, since when, and what to do. */
export function DayRow({
  line,
  rank,
  today,
  onLog,
  onKeep,
  onDrop,
}: {
  line: DayLine;
  rank: number;
  today: string;
  onLog: () => void;
  onKeep: () => void;
  onDrop: (dropped: Dropped) => void;
}): ReactNode {
  const { t } = useTranslation();
  const mayRead = useMay('client.read');
  const { clientId, tier, potential, reasons, plan, done } = line;
  const name = line.name ?? clientId.slice(0, 8);
  return (
    <li
      data-client={clientId}
      className={done ? 'day-row day-done' : plan === 'dropped' ? 'day-row day-dropped' : 'day-row'}
    >
      <span className="day-rank">{done ? '✓' : rank}</span>
      <span className="day-who">
        {mayRead ? (
          <Link to="/clients/$clientId" params={{ clientId }}>
            {name}
          </Link>
        ) : (
          <b>{name}</b>
        )}
        <TierMark tier={tier} target={potential} />
      </span>
      <Reasons line={line} name={name} />
      <span className="day-last">
        {line.lastContactOn !== null || reasons.length > 0 ? (
          <>
            <span className="muted">{t('field.lastContact')} </span>
            <Ago date={line.lastContactOn} today={today} />
          </>
        ) : null}
      </span>
      <span className="day-acts">
        {done ? (
          <span className="good">{t('today.done')}</span>
        ) : (
          <>
            {plan === null || plan === 'dropped' ? (
              <Button onClick={onKeep}>{t('today.keep')}</Button>
            ) : (
              <Drop name={name} onDrop={onDrop} />
            )}
            <Button type="primary" onClick={onLog} aria-label={t('today.logFor', { name })}>
              {t('today.log')}
            </Button>
          </>
        )}
      </span>
    </li>
  );
}

/** Every reason with its rule; or why the client is here although nothing is due. */
function Reasons({ line: { clientId, reasons, rules }, name }: { line: DayLine; name: string }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  if (reasons.length === 0)
    return <span className="day-why muted">{t(rules.length > 0 ? 'today.fulfilled' : 'today.added')}</span>;
  return (
    <span className="day-why">
      {reasons.map(({ rule, status, text, daysLeft }) => (
        <span key={rule} className={`why why-${daysLeft < 0 ? 'late' : status === 'atRisk' ? 'risk' : 'open'}`}>
          <b className="rule" title={t(`rule.${rule}`)}>
            {rule === 'NEXT_STEP' ? '→' : rule}
          </b>{' '}
          {text[language]}
        </span>
      ))}
      <Why of={{ kind: 'duties', clientId, name }} />
    </span>
  );
}

function Drop({ name, onDrop }: { name: string; onDrop: (dropped: Dropped) => void }): ReactNode {
  const { t } = useTranslation();
  const [other, setOther] = useState<string>();
  if (other !== undefined) {
    const say = (): void => onDrop({ reasonCode: 'other', note: other.trim() });
    return (
      <Input
        autoFocus
        className="drop-why"
        aria-label={t('today.dropWhy')}
        placeholder={t('today.dropWhy')}
        value={other}
        onChange={({ target }) => setOther(target.value)}
        onBlur={() => setOther(undefined)}
        onKeyDown={(event) => {
          if (isEnter(event.nativeEvent) && other.trim() !== '') say();
          if (event.key === 'Escape') setOther(undefined);
        }}
      />
    );
  }
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: DROP_REASONS.map((reason) => ({
          key: reason,
          label: t(`drop.${reason}`),
          onClick: () => (reason === 'other' ? setOther('') : onDrop({ reasonCode: reason })),
        })),
      }}
    >
      <Button type="text" aria-label={t('today.dropFor', { name })}>
        {t('today.drop')}
      </Button>
    </Dropdown>
  );
}
