import type { ReactNode } from 'react';
import { Button } from 'antd';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ProgressLine } from '../api/engagement.js';
import { Lacks } from './lacks.js';

/** What P5 asks for before signing, and where to do it. */
export function Gate({
  line: { clientId, signingLacks: lacks },
  onLog,
  onFile,
  onClose,
}: {
  line: ProgressLine;
  onLog: () => void;
  onFile: () => void;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <section className="gate">
      {lacks.length > 0 && <h3>{t('pipeline.gateTitle')}</h3>}
      <Lacks lacks={lacks} />
      {lacks.includes('report') && (
        <p>
          {t('pipeline.gateReport')} <Button onClick={onLog}>{t('pipeline.writeReport')}</Button>
        </p>
      )}
      {lacks.some((lack) => lack !== 'report' && lack !== 'consents') && (
        <p>
          {t('pipeline.gateFile')} <Button onClick={onFile}>{t('pipeline.fillFile')}</Button>
        </p>
      )}
      {lacks.includes('consents') && (
        <p>
          {t('pipeline.gateConsents')}{' '}
          <Link to="/clients/$clientId" params={{ clientId }} onClick={onClose}>
            {t('pipeline.toConsents')}
          </Link>
        </p>
      )}
      <p className="muted">{t('pipeline.signedHint')}</p>
    </section>
  );
}
