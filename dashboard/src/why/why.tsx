import { Suspense, useState, type ReactNode } from 'react';
import { lazyRouteComponent } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Asked } from './why-drawer.js';

const WhyDrawer = lazyRouteComponent(() => import('./why-drawer.js'), 'WhyDrawer');

/** 为什么: beside a number, what it rests on. */
export function Why({ of }: { of: Asked }): ReactNode {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="quiet why-link"
        aria-label={t('why.ask', { what: t(`why.of.${of.kind}`, { name: of.name }) })}
        onClick={(event) => {
          event.stopPropagation();
          setOpen(true);
        }}
      >
        {t('why.why')}
      </button>
      {open && <WhyOpened of={of} onClose={() => setOpen(false)} />}
    </>
  );
}

/** The drawer by itself, for lists that open it with a key. */
export const WhyOpened = ({ of, onClose }: { of: Asked; onClose: () => void }): ReactNode => (
  <Suspense>
    <WhyDrawer of={of} onClose={onClose} />
  </Suspense>
);
