/** A sentence for people in the two languages of the platform. */
export type Words = { readonly zh: string; readonly en: string };
export type Language = keyof Words;

type Environment = { readonly [name: string]: string | undefined };

/** Chinese, unless `PCRM_LANG` or else the locale asks for English. */
export function languageOf(env: Environment): Language {
  const wanted = [env['PCRM_LANG'], env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => value);
  return /^en\b|^en_/i.test(wanted ?? '') ? 'en' : 'zh';
}
