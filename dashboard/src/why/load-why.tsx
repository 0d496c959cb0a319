import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { loadWhy, type LoadWhy } from '../api/why.js';
import { useView } from '../live/use-view.js';
import { loadText } from '../show/load.js';
import { Shown } from '../show/shown.js';
import { Evidence } from './evidence.js';
import { loadLines } from './load-sum.js';

/** A load index as a sum that anybody can add up (A4–A9). */
export function LoadWhyPanel({ staffId }: { staffId: string }): ReactNode {
  const asked = useView(['book-clients', 'why', staffId], ({ signal }) => loadWhy(staffId, { signal }), {
    views: ['book-clients', 'book-staff'],
  });
  return (
    <Shown asked={asked} shape="lines">
      {(why) => <Sum why={why} />}
    </Shown>
  );
}

function Sum({ why }: { why: LoadWhy }): ReactNode {
  const { t } = useTranslation();
  const { load, overloaded, capacityPercent, policy, facts } = why;
  return (
    <>
      <table className="small">
        <thead>
          <tr>
            <th scope="col">{t('field.tier')}</th>
            <th scope="col" className="end">
              {t('why.clients')}
            </th>
            <th scope="col" className="end">
              {t('why.capacity')}
            </th>
            <th scope="col" className="end">
              {t('why.share')}
            </th>
          </tr>
        </thead>
        <tbody>
          {loadLines(why).map(({ kind, clients, capacity, share }) => (
            <tr key={kind}>
              <th scope="row">{t(`tier.${kind}`)}</th>
              <td className="end">{clients}</td>
              <td className="end">{capacity ?? '—'}</td>
              <td className="end">{share ?? t('why.notCounted')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul className="notes">
        <li>{t('why.factor', { percent: capacityPercent })}</li>
        <li>
          {t('why.index')} <b className={overloaded ? 'late' : ''}>{loadText(load)}</b>{' '}
          {t('why.exactly', { numerator: load.numerator, denominator: load.denominator })}
        </li>
        <li>{t('why.capacityPolicy', { version: policy.version, from: policy.effectiveFrom })}</li>
      </ul>
      <Evidence
        ids={facts.flatMap(({ heldBy, weighedBy }) => [heldBy, ...(weighedBy ? [weighedBy] : [])])}
        note={t('why.loadFacts')}
      />
    </>
  );
}
