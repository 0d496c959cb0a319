import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Pick } from '../show/side.js';
import { useDirectory, useSession } from './session.js';

/** The outlet that a screen is about: one's own, or for whoever sees all of them the one picked. */
export function useOutlet(): { readonly outletId: string | undefined; readonly pick: ReactNode } {
  const { t } = useTranslation();
  const { outletId: own } = useSession();
  const { outlets } = useDirectory();
  const [asked, setAsked] = useState<string>();
  const outletId = own ?? asked ?? outlets[0]?.outletId;
  const pick = own === undefined && (
    <Pick
      label={t('field.outlet')}
      value={outletId}
      options={outlets.map((outlet) => ({ value: outlet.outletId, label: outlet.name }))}
      onChange={setAsked}
    />
  );
  return { outletId, pick };
}
