import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** A table that may be wider than the screen: it scrolls by itself, and says so while there is more beside it. */
export function Sideways({ label, children }: { label: string; children: ReactNode }): ReactNode {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const [wider, setWider] = useState(false);
  useEffect(() => {
    const { current } = box;
    if (!current) return;
    const look = (): void => setWider(current.scrollWidth > current.clientWidth + 1);
    const watch = new ResizeObserver(look);
    watch.observe(current);
    for (const child of current.children) watch.observe(child);
    return () => watch.disconnect();
  }, []);
  return (
    <>
      {wider && (
        <p className="muted sideways">
          <span aria-hidden="true">⇆</span> {t('state.sideways')}
        </p>
      )}
      <div ref={box} className="scroll" tabIndex={0} role="region" aria-label={label}>
        {children}
      </div>
    </>
  );
}
