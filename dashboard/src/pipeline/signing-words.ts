import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpportunityEnd, SigningRefusal } from '@pcrm/contracts';

/** Where the words of the page keep each refusal to sign; complete by its type. */
export const REFUSALS = {
  'tier.below-standard': 'belowStandard',
  'tier.file-incomplete': 'fileIncomplete',
  'tier.follow-up-terminated': 'followUpTerminated',
  'tier.already-held': 'alreadyHeld',
} as const satisfies { readonly [C in SigningRefusal]: string };
/** The same for the ends of an opportunity; each is its own key. */
export const ENDS = {
  declined: 'declined',
  unreachable: 'unreachable',
  'moved-away': 'moved-away',
  other: 'other',
  'potential-withdrawn': 'potential-withdrawn',
  erased: 'erased',
} as const satisfies { readonly [E in OpportunityEnd]: E };

const wordIn = <Words extends Readonly<Record<string, string>>>(
  words: Words,
  code: string,
): Words[keyof Words] | undefined =>
  Object.hasOwn(words, code) ? (words[code] as Words[keyof Words] | undefined) : undefined;

/** Why signing was refused and why an opportunity ended, in the words of the page; a code of a newer service stands for itself. */
export function useSigningWords(): {
  readonly refusalOf: (code: string) => string;
  readonly endOf: (code: string) => string;
} {
  const { t } = useTranslation();
  return useMemo(
    () => ({
      refusalOf: (code) => {
        const known = wordIn(REFUSALS, code);
        return known ? t(`signingRefusal.${known}`) : code;
      },
      endOf: (code) => {
        const known = wordIn(ENDS, code);
        return known ? t(`termination.${known}`) : code;
      },
    }),
    [t],
  );
}
