import { pinyin } from 'pinyin-pro';

/** Longest name prefix that can be searched. */
const PREFIX = 8;

const prefixes = (text: string): readonly string[] => {
  const letters = [...text].slice(0, PREFIX);
  return letters.map((_, i) => letters.slice(0, i + 1).join(''));
};

/** 王小芳 → `wxf`; letters of other scripts stand for themselves. */
export const initialsOf = (name: string): string =>
  pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive', surname: 'head' })
    .map((part) => part.trim().toLowerCase())
    .join('')
    .replaceAll(/[^a-z0-9]/g, '');

const digits = (phone: string): string => phone.replaceAll(/\D/g, '');

/** What a name is found by: its prefixes, and those of its pinyin initials. */
export const nameTerms = (name: string | null): readonly string[] =>
  name === null
    ? []
    : [
        ...prefixes(name.trim()).map((text) => `name:${text}`),
        ...prefixes(initialsOf(name)).map((text) => `initials:${text}`),
      ];

/** What a phone is found by: the whole number, and its last four digits. */
export function phoneTerms(phone: string | null): readonly string[] {
  const number = phone === null ? '' : digits(phone);
  if (number === '') return [];
  return number.length < 4 ? [`phone:${number}`] : [`phone:${number}`, `tail:${number.slice(-4)}`];
}

/** What a text somebody typed may mean; every meaning is looked for. */
export function termsOf(text: string): readonly string[] {
  const typed = text.trim();
  if (/^\d{4}$/.test(typed)) return [`tail:${typed}`];
  if (/^[\d\s+-]{5,}$/.test(typed)) return [`phone:${digits(typed)}`];
  const prefix = [...typed].slice(0, PREFIX).join('');
  return /^[A-Za-z0-9]+$/.test(typed) ? [`initials:${prefix.toLowerCase()}`, `name:${prefix}`] : [`name:${prefix}`];
}
