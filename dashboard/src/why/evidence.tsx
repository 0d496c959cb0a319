import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Ids of facts: what somebody who looks after the platform can look up. Folded away, for the sentence above says what they mean. */
export function Evidence({ ids, note }: { ids: readonly string[]; note?: string }): ReactNode {
  const { t } = useTranslation();
  if (ids.length === 0) return null;
  return (
    <details className="evidence">
      <summary>{t('why.facts', { n: ids.length })}</summary>
      {note && <p className="muted">{note}</p>}
      <ul tabIndex={0} aria-label={t('why.facts', { n: ids.length })}>
        {ids.map((id, index) => (
          <li key={`${id}-${String(index)}`}>
            <code>{id}</code>
          </li>
        ))}
      </ul>
    </details>
  );
}
