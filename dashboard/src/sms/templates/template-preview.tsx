import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { outreachTerms, type Wording } from '../../api/templates.js';
import { useView } from '../../live/use-view.js';
import { Shown } from '../../show/shown.js';
import { previewOf, segmentsOf } from './wording.js';

/** The text as it would leave, with made-up values, and how many SMS it takes. */
export function TemplatePreview({ wording }: { wording: Wording }): ReactNode {
  const { t } = useTranslation();
  const terms = useView(['outreach-policies', 'terms'], ({ signal }) => outreachTerms({ signal }), {
    views: ['outreach-policies'],
  });
  const values = {
    clientName: t('template.sample.clientName'),
    managerName: t('template.sample.managerName'),
    outletName: t('template.sample.outletName'),
  };
  return (
    <Shown asked={terms} shape="lines">
      {(inForce) => {
        const text = previewOf(wording, values, inForce);
        return (
          <>
            <blockquote className="sms-text" aria-label={t('template.preview')}>
              {text}
            </blockquote>
            <p className="muted" role="status">
              {t('sms.size', { characters: text.length, segments: segmentsOf(text) })}
              {wording.variables.length > 0 && ` ${t('template.longer')}`}
            </p>
          </>
        );
      }}
    </Shown>
  );
}
