import i18next, { type i18n } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { page } from '../api/http.js';
import { zh } from './zh.js';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'words';
    resources: { words: typeof zh };
    returnNull: false;
  }
}

/** Chinese first; English is fetched when somebody asks for it. */
export type PageLanguage = 'zh-CN' | 'en';
const KEPT = 'pcrm.language';

export const words: i18n = i18next.createInstance();

/** Chinese, which is always there. */
export async function learnWords(): Promise<void> {
  await words.use(initReactI18next).init({
    lng: 'zh-CN',
    fallbackLng: 'zh-CN',
    ns: ['words'],
    defaultNS: 'words',
    resources: { 'zh-CN': { words: zh } },
    interpolation: { escapeValue: false },
  });
}

/** Starts with the language this browser chose before. */
export async function startWords(): Promise<void> {
  await learnWords();
  const chosen = localStorage.getItem(KEPT) === 'en' ? 'en' : 'zh-CN';
  // English that cannot be fetched just now leaves a page in Chinese, not none; the choice stays for the next time.
  await speak(chosen).catch(async () => {
    await speak('zh-CN');
    localStorage.setItem(KEPT, chosen);
  });
}

export async function speak(language: PageLanguage): Promise<void> {
  if (language === 'en' && !words.hasResourceBundle('en', 'words')) {
    const { en } = await import('./en.js');
    words.addResourceBundle('en', 'words', en);
  }
  await words.changeLanguage(language);
  document.documentElement.lang = language;
  document.title = words.t('app.name');
  page.language = language;
  page.unreachable = words.t('app.unreachable');
  localStorage.setItem(KEPT, language);
}

/** The language of the page, short, for formats. */
export function useLanguage(): 'zh' | 'en' {
  const { i18n: current } = useTranslation();
  return current.language === 'en' ? 'en' : 'zh';
}
