import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

const KNOWN = [
  'capacity-exceeded',
  'potential-needs-client-manager',
  'role-may-not-maintain',
  'band-not-allowed',
  'not-a-vip-client',
  'staff-unknown',
  'staff-elsewhere',
  'client-unknown',
  'managers-have-room',
  'capacity-overridden',
] as const;

/** What the code of a refusal, a warning or a proposal says, in the words of the page. */
export function useRefusal(): (code: string) => string {
  const { t } = useTranslation();
  return useCallback(
    (code) => {
      const known = KNOWN.find((each) => code === `book.${each}`);
      return known ? t(`refusal.${known}`) : code;
    },
    [t],
  );
}
