import { useTranslation } from 'react-i18next';

const OCCASIONS = ['birthday', 'maturity', 'festival', 'manual'] as const;
const REASONS = {
  'consent.missing': 'consentMissing',
  'consent.withdrawn': 'consentWithdrawn',
  'consent.refused': 'consentWithdrawn',
  'cap.reached': 'capReached',
  'client.no-phone': 'noPhone',
  'client.erased': 'erased',
  'client.unmaintained': 'noMaintainer',
  'gateway.refused': 'gatewayRefused',
  'gateway.undeliverable': 'undeliverable',
  'gateway.never-received': 'neverReceived',
  'template.withdrawn': 'templateWithdrawn',
  'template.value-missing': 'valueMissing',
  declined: 'declined',
  lapsed: 'lapsed',
} as const;

/** Occasions and reasons in the words of the page; codes stand for themselves where there is no word. */
export function useMessageWords(): {
  readonly occasionOf: (occasion: string) => string;
  readonly reasonOf: (code: string) => string;
} {
  const { t } = useTranslation();
  return {
    occasionOf: (occasion) => {
      const known = OCCASIONS.find((each) => occasion === each || occasion.startsWith(`${each}:`));
      return known ? t(`sms.occasion.${known}`) : occasion;
    },
    reasonOf: (code) => {
      const known = Object.entries(REASONS).find(([each]) => each === code)?.[1];
      return known ? t(`sms.reason.${known}`) : code;
    },
  };
}
