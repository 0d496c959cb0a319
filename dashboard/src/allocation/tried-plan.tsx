import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MovesPreview } from '../api/allocation.js';
import { AVERAGE_BANDS } from '../clients/client-filters.js';
import { loadText } from '../show/load.js';
import { useRefusal } from './refusal.js';
import { refusalsIn, type RefusalCount } from './refusals.js';

type NameOf = (staffId: string) => string;

/** A plan as it was tried: the loads that would change, and every refusal with its rule, its limit and what stands against it. */
export function TriedPlan({ preview, nameOf }: { preview: MovesPreview; nameOf: NameOf }): ReactNode {
  const { t } = useTranslation();
  const refusal = useRefusal();
  const refused = refusalsIn(preview);
  return (
    <>
      {preview.loads.length > 0 && <Loads loads={preview.loads} nameOf={nameOf} />}
      {refused.length > 0 ? (
        <div className="failed" role="alert">
          {refused.map((one) => (
            <span key={one.code}>
              {one.rule && <span className="rule">{one.rule}</span>} <strong>{refusal(one.code)}</strong>{' '}
              {t('allocation.refusedCount', { n: one.count, of: preview.moves.length })}
              <Limit refused={one} nameOf={nameOf} />
            </span>
          ))}
        </div>
      ) : (
        <p className="good">✓ {t('allocation.allowed')}</p>
      )}
      {[...new Set(preview.moves.flatMap(({ warnings }) => warnings))].map((warning) => (
        <p key={warning} className="soon">
          {refusal(warning)}
        </p>
      ))}
    </>
  );
}

/** Everybody whose book would change, before and after. */
function Loads({ loads, nameOf }: { loads: MovesPreview['loads']; nameOf: NameOf }): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <h3>{t('allocation.beforeAfter')}</h3>
      <table className="small">
        <thead>
          <tr>
            <th scope="col">{t('field.staff')}</th>
            <th scope="col">{t('allocation.before')}</th>
            <th scope="col">{t('allocation.after')}</th>
          </tr>
        </thead>
        <tbody>
          {loads.map(({ staffId, before, after }) => (
            <tr key={staffId}>
              <th scope="row">{nameOf(staffId)}</th>
              <td>{loadText(before)}</td>
              <td className={after.index > 1 ? 'late' : ''}>
                {loadText(after)}
                {after.index > 1 && ' ▲'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Limit({ refused: { overfull, allowed }, nameOf }: { refused: RefusalCount; nameOf: NameOf }): ReactNode {
  const { t } = useTranslation();
  if (overfull) {
    const { staffId, before, load } = overfull;
    return (
      <span className="limit">
        {t('allocation.limit', { name: nameOf(staffId), before: loadText(before), load: loadText(load) })}
      </span>
    );
  }
  const bands = AVERAGE_BANDS.filter((band) => allowed?.includes(band)).map((band) => t(`band.${band}`));
  return bands.length > 0 && <span className="limit">{t('allocation.bands', { bands: bands.join('、') })}</span>;
}
