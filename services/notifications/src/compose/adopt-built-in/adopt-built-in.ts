import type { Decide } from '@pcrm/event-sourcing';
import type { BuiltInTemplateAdopted, Template } from '../message-template.events.js';
import type { TemplateBook } from '../template-book.js';

export type AdoptBuiltIn = { readonly templates: readonly Template[] };

/** Takes over the templates that the platform brings along, once: what the branch has changed or withdrawn since stays as it is. */
export const adoptBuiltIn: Decide<AdoptBuiltIn, TemplateBook, BuiltInTemplateAdopted> = ({ templates }, book) =>
  templates
    .filter(({ templateId }) => book[templateId] === undefined)
    .map((data) => ({ type: 'BuiltInTemplateAdopted', data }));
