import type { MessageKind } from '@pcrm/contracts';
import { change, read, readRevised, type CommandAnswer, type Revised } from './http.js';

type Asking = { readonly signal?: AbortSignal };
/** What a template says. `{clientName}`, `{managerName}`, `{outletName}` are looked up; other variables are declared. */
export type Wording = {
  readonly name: string;
  readonly kind: MessageKind;
  readonly occasion: string | null;
  readonly text: string;
  readonly variables: readonly string[];
};
export type Template = Wording & { readonly templateId: string; readonly version: number };
/** The wording in use and the one that waits for a second person. */
export type TemplateEntry = {
  readonly templateId: string;
  readonly approved: Template | null;
  readonly draft: (Template & { readonly draftedBy: string }) | null;
};
export const templates = (asking: Asking = {}): Promise<Revised<{ readonly items: readonly TemplateEntry[] }>> =>
  readRevised('templates', asking);

type NewWording = Omit<Wording, 'occasion'> & { readonly occasion?: string };
const plain = ({ occasion, ...wording }: Wording): NewWording => ({
  ...wording,
  ...(occasion !== null && { occasion }),
});
export const draftTemplate = (wording: Wording, commandId: string): Promise<CommandAnswer> =>
  change('POST', 'templates', { body: plain(wording), commandId });
/** Another version; the one in use stays until it is approved. */
export const reviseTemplate = (templateId: string, wording: Wording, commandId: string): Promise<CommandAnswer> =>
  change('POST', `templates/${templateId}/versions`, { body: plain(wording), commandId });
type Guarded = { readonly commandId: string; readonly revision: number | undefined };
/** The checker is somebody else than the maker. */
export const approveTemplate = (templateId: string, version: number, guarded: Guarded): Promise<CommandAnswer> =>
  change('POST', `templates/${templateId}/approve`, { body: { version }, ...guarded });
export const withdrawTemplate = (templateId: string, guarded: Guarded): Promise<CommandAnswer> =>
  change('POST', `templates/${templateId}/withdraw`, guarded);

/** What every message carries: who sends it, and the way out. */
export type OutreachTerms = { readonly signature: string; readonly optOutHint: string };
type Versions = {
  readonly inForce: number;
  readonly adopted: readonly { readonly version: number; readonly terms: OutreachTerms }[];
};
export const outreachTerms = async (asking: Asking = {}): Promise<OutreachTerms> => {
  const { inForce, adopted } = await read<Versions>('outreach-policies', asking);
  return adopted.find(({ version }) => version === inForce)?.terms ?? { signature: '', optOutHint: '' };
};
