import type { OutreachTerms, Wording } from '../../api/templates.js';

/** Variables that are looked up when a message is made. */
export const KNOWN_VARIABLES = ['clientName', 'managerName', 'outletName'] as const;
/** What a template may be for; null: for whatever somebody asks. */
export const OCCASIONS = ['birthday', 'maturity', 'festival'] as const;

const VARIABLE = /\{([A-Za-z][A-Za-z0-9]*)\}/g;
/** How a variable may be called. */
export const VARIABLE_NAME = /^[A-Za-z][A-Za-z0-9]{0,30}$/;

/** Variables that the text uses and nobody declared: a message could not be made of it. */
export const undeclared = ({ text, variables }: Pick<Wording, 'text' | 'variables'>): readonly string[] => {
  const known = new Set<string>([...KNOWN_VARIABLES, ...variables]);
  return [...new Set([...text.matchAll(VARIABLE)].map(([, name]) => name ?? ''))].filter((name) => !known.has(name));
};

/** The text as it would leave: the sender first, values in place, the way out last where the kind has one. */
export function previewOf(
  { kind, text }: Pick<Wording, 'kind' | 'text'>,
  values: { readonly [variable: string]: string },
  { signature, optOutHint }: OutreachTerms,
): string {
  const filled = text.replace(VARIABLE, (whole, name: string) => values[name] ?? whole);
  return `【${signature}】${filled}${kind === 'service' ? '' : optOutHint}`;
}

/** How many SMS a text takes: 70 characters alone, 67 each when it takes several. */
export const segmentsOf = (text: string): number => (text.length <= 70 ? 1 : Math.ceil(text.length / 67));

/** A text with a variable put in at the cursor, and where the cursor stands then. */
export const withVariable = (
  text: string,
  name: string,
  { from, to }: { readonly from: number; readonly to: number },
): { readonly text: string; readonly cursor: number } => {
  const put = `{${name}}`;
  return { text: text.slice(0, from) + put + text.slice(to), cursor: from + put.length };
};
