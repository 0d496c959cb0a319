import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineState } from '../live/line.js';

const WORDS = { open: 'app.lineOpen', connecting: 'app.lineConnecting', lost: 'app.lineLost' } as const;

/** Whether what is on the screen is kept up to date. */
export function LineMark({ state }: { state: LineState }): ReactNode {
  const { t } = useTranslation();
  const text = t(WORDS[state]);
  return (
    <span className={`line line-${state}`} role="img" aria-label={text} title={text}>
      {state === 'open' ? '●' : state === 'lost' ? '▲' : '○'}
    </span>
  );
}
