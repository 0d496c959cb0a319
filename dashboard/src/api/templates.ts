import { change, read, readRevised, type CommandAnswer, type Revised } from './http.js';
import type { Offered } from './offered.js';

type Asking = { readonly signal?: AbortSignal };
/** What a template says. `{clientName}`, `{managerName}`, `{outletName}` are looked up; other variables are declared. */
export type Wording = Omit<Template, 'templateId' | 'version'>;
export type Template = Offered['Template'];
/** The wording in use and the one that waits for a second person. */
export type TemplateEntry = Offered['TemplateAnswer'];
export const templates = (asking: Asking = {}): Promise<Revised<{ readonly items: readonly TemplateEntry[] }>> =>
  readRevised('templates', asking);

type NewWording = Offered['TemplateRequest'];
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
export type OutreachTerms = Pick<Offered['OutreachTerms'], 'signature' | 'optOutHint'>;
export const outreachTerms = async (asking: Asking = {}): Promise<OutreachTerms> => {
  const { inForce, adopted } = await read('outreach-policies', asking);
  return adopted.find(({ version }) => version === inForce)?.terms ?? { signature: '', optOutHint: '' };
};
