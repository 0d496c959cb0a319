import { Refusal } from '@pcrm/event-sourcing';
import type { MessageKind, OutreachTerms } from '@pcrm/contracts';
import type { Wording } from './compose/message-template.events.js';

/** Variables whose values are looked up when the text is made. */
export const KNOWN_VARIABLES = ['clientName', 'managerName', 'outletName'] as const;
export type Values = { readonly [variable: string]: string };

const VARIABLE = /\{([A-Za-z][A-Za-z0-9]*)\}/g;

/** Names of the variables in a text. */
export const variablesIn = (text: string): readonly string[] =>
  [...text.matchAll(VARIABLE)].map(([, name]) => name ?? '');

/** The variables of a template that whoever asks for it has to give. */
export const valuesWanted = ({ text }: Pick<Wording, 'text'>): readonly string[] => {
  const known: readonly string[] = KNOWN_VARIABLES;
  return [...new Set(variablesIn(text))].filter((name) => !known.includes(name));
};

/** The first variable of a template for which no value was given. */
export const missingIn = (wording: Pick<Wording, 'text'>, values: Values): string | undefined =>
  valuesWanted(wording).find((name) => !values[name]);

/** Refuses what could not be rendered later. */
export function assertComplete(wording: Pick<Wording, 'text'>, values: Values): void {
  const missing = missingIn(wording, values);
  if (missing !== undefined) throw new Refusal('template.value-missing', { variable: missing });
}

/** As what a message counts by law: a greeting that names a product is marketing. */
export function kindOf(
  { kind, text }: Pick<Wording, 'kind' | 'text'>,
  values: Values,
  { productWords }: OutreachTerms,
): MessageKind {
  if (kind !== 'greeting') return kind;
  const said = [text, ...Object.values(values)].join('\n');
  const names = variablesIn(text).includes('product') || productWords.some((word) => said.includes(word));
  return names ? 'marketing' : 'greeting';
}

/** The text as it leaves: the sender first, the way out last (not for service messages). */
export function textOf(
  { kind, text }: Pick<Wording, 'kind' | 'text'>,
  values: Values,
  { signature, optOutHint }: Pick<OutreachTerms, 'signature' | 'optOutHint'>,
): string {
  const filled = text.replace(VARIABLE, (_whole, name: string) => values[name] ?? '');
  return `【${signature}】${filled}${kind === 'service' ? '' : optOutHint}`;
}

/** What one message of Chinese text costs: 70 characters alone, 67 each when it takes several. */
export const segmentsOf = (text: string): number => (text.length <= 70 ? 1 : Math.ceil(text.length / 67));
