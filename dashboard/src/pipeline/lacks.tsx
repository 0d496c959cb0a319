import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

const KNOWN = [
  'report',
  'file',
  'name',
  'phone',
  'id',
  'birthday',
  'occupation',
  'orientation',
  'preferredChannel',
  'consents',
] as const;
type Known = (typeof KNOWN)[number];

/** What signing still lacks (P5), in words; nothing when it lacks nothing. */
export function Lacks({ lacks, bare = false }: { lacks: readonly string[]; bare?: boolean }): ReactNode {
  const { t } = useTranslation();
  if (lacks.length === 0) return <span className="good">✓ {t('pipeline.ready')}</span>;
  const word = (lack: string): string => {
    const known = KNOWN.find((each): each is Known => each === lack);
    return known ? t(`lacks.${known}`) : lack;
  };
  return (
    <span className="lacks">
      {!bare && <span className="muted">{t('pipeline.gate')} </span>}
      {lacks.map(word).join('、')}
    </span>
  );
}
