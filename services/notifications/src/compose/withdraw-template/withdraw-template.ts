import { Refusal, type Decide } from '@pcrm/event-sourcing';
import type { TemplateWithdrawn } from '../message-template.events.js';
import type { TemplateBook } from '../template-book.js';

export type WithdrawTemplate = { readonly templateId: string; readonly withdrawnBy: string };

/** Takes a template out of use; its draft, if any, goes too. */
export const withdrawTemplate: Decide<WithdrawTemplate, TemplateBook, TemplateWithdrawn> = (command, book) => {
  const entry = book[command.templateId];
  if (!entry) throw new Refusal('template.unknown');
  if (!entry.approved && !entry.draft) return [];
  return [{ type: 'TemplateWithdrawn', data: command }];
};
