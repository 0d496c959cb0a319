import type { Aggregate } from '@pcrm/event-sourcing';
import type { Template, TemplateEvent } from './message-template.events.js';

export type Draft = Template & { readonly draftedBy: string };
/** One template: the wording in use and the one that waits for approval. */
export type Entry = {
  readonly newest: number;
  readonly approved: Template | null;
  readonly draft: Draft | null;
};

/** 模板库: all templates of the branch, by id. Its one stream is `templateBook-branch`. */
export type TemplateBook = { readonly [templateId: string]: Entry };

const NEW: Entry = { newest: 0, approved: null, draft: null };
const plain = ({ templateId, version, name, kind, occasion, text, variables }: Template): Template => ({
  templateId,
  version,
  name,
  kind,
  occasion,
  text,
  variables,
});

export const templateBook: Aggregate<TemplateBook, TemplateEvent> = {
  name: 'templateBook',
  initial: () => ({}),
  evolve(book, { type, data }) {
    const entry = book[data.templateId] ?? NEW;
    const put = (changed: Entry): TemplateBook => ({ ...book, [data.templateId]: changed });
    switch (type) {
      case 'TemplateDrafted':
        return put({ ...entry, newest: data.version, draft: { ...plain(data), draftedBy: data.draftedBy } });
      case 'TemplateApproved':
        return put({ ...entry, approved: entry.draft && plain(entry.draft), draft: null });
      case 'BuiltInTemplateAdopted':
        return put({ newest: data.version, approved: plain(data), draft: null });
      case 'TemplateWithdrawn':
        return put({ ...entry, approved: null, draft: null });
    }
  },
};
