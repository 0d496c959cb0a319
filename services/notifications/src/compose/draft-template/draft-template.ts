import { Refusal, type Decide } from '@pcrm/event-sourcing';
import { KNOWN_VARIABLES, variablesIn } from '../../wording.js';
import type { TemplateDrafted, Wording } from '../message-template.events.js';
import type { TemplateBook } from '../template-book.js';

export type DraftTemplate = { readonly templateId: string; readonly wording: Wording; readonly draftedBy: string };

/** Writes down a wording, or a new version of a known one. A variable that is neither known nor declared is refused. */
export const draftTemplate: Decide<DraftTemplate, TemplateBook, TemplateDrafted> = (command, book) => {
  const { templateId, wording, draftedBy } = command;
  const entry = book[templateId];
  const known = new Set<string>([...KNOWN_VARIABLES, ...wording.variables]);
  const unknown = variablesIn(wording.text).find((name) => !known.has(name));
  if (unknown !== undefined) throw new Refusal('template.unknown-variable', { variable: unknown });
  if (entry?.draft && isSame(entry.draft, wording)) return [];
  const version = (entry?.newest ?? 0) + 1;
  return [{ type: 'TemplateDrafted', data: { ...wording, templateId, version, draftedBy } }];
};

const isSame = (one: Wording, other: Wording): boolean =>
  one.text === other.text &&
  one.kind === other.kind &&
  one.name === other.name &&
  one.occasion === other.occasion &&
  one.variables.join() === other.variables.join();
