import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { inConflict, takenOf, type Compared, type Decided, type Taken } from './merge.js';

/** 我填写的 · 他人已改的 · 保存结果: somebody was faster, and nothing typed is lost. */
export function Compare({
  fields,
  decided,
  onDecide,
}: {
  fields: readonly Compared[];
  decided: Decided;
  onDecide: (key: string, taken: Taken) => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <div className="scroll" role="region" aria-label={t('compare.title')} tabIndex={0}>
      <p role="alert" className="soon">
        {t('compare.hint')}
      </p>
      <table className="small compare">
        <thead>
          <tr>
            <th scope="col">{t('compare.field')}</th>
            <th scope="col">{t('compare.mine')}</th>
            <th scope="col">{t('compare.theirs')}</th>
            <th scope="col">{t('compare.result')}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <Row key={field.key} field={field} decided={decided} onDecide={onDecide} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({
  field,
  decided,
  onDecide,
}: {
  field: Compared;
  decided: Decided;
  onDecide: (key: string, taken: Taken) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { key, label, before, mine, theirs } = field;
  const taken = takenOf(field, decided);
  const choose = (side: Taken, text: string): ReactNode => (
    <label className="compare-side">
      <input
        type="radio"
        name={`compare-${key}`}
        checked={taken === side}
        disabled={mine === undefined}
        onChange={() => onDecide(key, side)}
        aria-label={`${label} ${t(`compare.${side}`)} ${text}`}
      />
      <span>{text}</span>
    </label>
  );
  return (
    <tr className={inConflict(field) ? 'compare-conflict' : ''}>
      <th scope="row">
        {label}
        {inConflict(field) && (
          <>
            <br />
            <small className="late">{t('compare.conflict')}</small>
          </>
        )}
      </th>
      <td>{mine === undefined ? <span className="muted">{t('compare.untouched')}</span> : choose('mine', mine)}</td>
      <td>
        {choose('theirs', theirs)}
        {theirs !== before && (
          <>
            <br />
            <small className="muted">{t('compare.before', { before })}</small>
          </>
        )}
      </td>
      <td>
        {taken === undefined ? (
          <span className="late">{t('compare.choose')}</span>
        ) : (
          <b>{taken === 'mine' ? mine : theirs}</b>
        )}
      </td>
    </tr>
  );
}
