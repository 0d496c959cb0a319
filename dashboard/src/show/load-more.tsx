import { useState, type ReactNode } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

/** A list of which more may follow. */
type Further = { readonly hasMore: boolean; readonly more: () => void; readonly isComing?: boolean };

/** The way to what follows in a list; nothing where nothing does. */
export function LoadMore({ of: { hasMore, more, isComing = false } }: { of: Further }): ReactNode {
  const { t } = useTranslation();
  if (!hasMore) return null;
  return (
    <Button block loading={isComing} onClick={more}>
      {t('act.loadMore')}
    </Button>
  );
}

/** The first of a long list that is there as a whole, so many at a time: drawing all at once would take long, and none is left out unsaid. */
export function useCut<Row>(rows: readonly Row[], size: number): Further & { readonly shown: readonly Row[] } {
  const [parts, setParts] = useState(1);
  const shown = rows.slice(0, parts * size);
  return { shown, hasMore: shown.length < rows.length, more: () => setParts((before) => before + 1) };
}
