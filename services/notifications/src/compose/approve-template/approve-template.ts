import { Refusal, type Decide } from '@pcrm/event-sourcing';
import type { TemplateApproved } from '../message-template.events.js';
import type { TemplateBook } from '../template-book.js';

export type ApproveTemplate = { readonly templateId: string; readonly version: number; readonly approvedBy: string };

/** Puts a wording in use. Maker and checker are two people. */
export const approveTemplate: Decide<ApproveTemplate, TemplateBook, TemplateApproved> = (command, book) => {
  const { templateId, version, approvedBy } = command;
  const entry = book[templateId];
  if (!entry) throw new Refusal('template.unknown');
  if (entry.approved?.version === version) return [];
  if (entry.draft?.version !== version) throw new Refusal('template.not-waiting', { version });
  if (entry.draft.draftedBy === approvedBy) throw new Refusal('template.maker-is-checker', { version });
  return [{ type: 'TemplateApproved', data: { templateId, version, approvedBy } }];
};
