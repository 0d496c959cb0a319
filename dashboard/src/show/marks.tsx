import type { ReactNode } from 'react';
import type { Tier } from '@pcrm/contracts';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../words/i18n.js';
import { daysBetween, shortDate } from './dates.js';
import { exactMoney, shortMoney, signedMoney } from './money.js';

/** 等级 by colour and word; what somebody may be raised to stands beside it in outline. */
export function TierMark({ tier, target }: { tier: Tier | null; target?: Tier | null | undefined }): ReactNode {
  const { t } = useTranslation();
  return (
    <span className="tiers">
      {(tier !== null || !target) && (
        <span className={`tier tier-${tier ?? 'none'}`}>{t(`tier.${tier ?? 'none'}`)}</span>
      )}
      {target && <span className="tier tier-target">{t('target', { tier: t(`tier.${target}`) })}</span>}
    </span>
  );
}

/** Money, short; exact to the fen where one points. */
export function Money({ fen, signed = false }: { fen: number | null | undefined; signed?: boolean }): ReactNode {
  const language = useLanguage();
  if (fen === null || fen === undefined) return <span className="muted">—</span>;
  const text = (signed ? signedMoney : shortMoney)(fen, language);
  return (
    <span className={signed && fen < 0 ? 'money money-less' : 'money'} title={exactMoney(fen, language)}>
      {text}
    </span>
  );
}

/** A masked name; a client whose name is not known or not there any more stands as their number. */
export const Name = ({ name, or }: { name: string | null | undefined; or: string }): ReactNode => (
  <span className="name">{name ?? or}</span>
);

/** 23天前, with the date where one points. */
export function Ago({ date, today }: { date: string | null | undefined; today: string }): ReactNode {
  const { t } = useTranslation();
  if (!date) return <span className="muted">{t('unit.never')}</span>;
  const n = daysBetween(date, today);
  const text =
    n === 0 ? t('unit.today') : n === 1 ? t('unit.yesterday') : n < 0 ? shortDate(date, today) : t('unit.ago', { n });
  return (
    <time dateTime={date} title={date}>
      {text}
    </time>
  );
}

/** 剩7天, or 逾期2天 in the colour of lateness. */
export function Left({ days }: { days: number }): ReactNode {
  const { t } = useTranslation();
  return days < 0 ? (
    <span className="late">{t('unit.late', { n: -days })}</span>
  ) : (
    <span className={days <= 3 ? 'soon' : ''}>{days === 0 ? t('unit.today') : t('unit.left', { n: days })}</span>
  );
}

/** Done of owed as a bar with its numbers: never colour alone. */
export function Progress({ done, of, label }: { done: number; of: number; label: string }): ReactNode {
  const percent = of === 0 ? 100 : Math.min(100, Math.round((done * 100) / of));
  return (
    <div className="progress">
      <span className="progress-label">
        {label} <b>{`${String(done)}/${String(of)}`}</b>
      </span>
      <span className="bar" aria-hidden="true">
        <i className={done >= of ? 'bar-full' : 'bar-short'} style={{ width: `${String(percent)}%` }} />
      </span>
    </div>
  );
}
