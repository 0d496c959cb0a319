import { change, readRevised, search, type CommandAnswer, type Revised } from './http.js';
import type { Offered } from './offered.js';

type Asking = { readonly signal?: AbortSignal };
/** What the file's minimum asks for (P5). */
export const FILE_PARTS = [
  'name',
  'phone',
  'id',
  'birthday',
  'occupation',
  'orientation',
  'preferredChannel',
] as const satisfies readonly Offered['FilePart'][];
export type FilePart = Offered['FilePart'];

/** A client as the list shows them: masked. Money in fen. */
export type ClientLine = Offered['ListedClient'];
/** By average or last change the greatest first, by number the smallest. */
export const CLIENT_SORTS = ['average', 'number', 'changed'] as const satisfies readonly Offered['ClientSort'][];
export type ClientSort = Offered['ClientSort'];
/** What is looked for; `text` is a name, pinyin initials, a client number, a phone or its last four digits. */
export type ClientSearch = Omit<Offered['SearchClientsRequest'], 'limit' | 'after'>;
export const searchClients = (
  asked: ClientSearch,
  page: { readonly limit?: number; readonly after?: string | undefined },
  signal?: AbortSignal,
): Promise<Offered['ClientPage']> =>
  search('clients/search', { ...asked, ...page }, { view: 'client-list', ...(signal && { signal }) });

/** 客户卡: one client, masked, with the average as of the last closed day. */
export type ClientCardData = Offered['ClientCard'];
export const clientCard = (clientId: string, { signal }: Asking = {}): Promise<Revised<ClientCardData>> =>
  readRevised(`clients/${clientId}`, { view: 'client-list', ...(signal && { signal }) });

/** Personal data in clear; reading it is logged with its purpose. */
export type Revealed = Offered['Revealed'];
const REVEALED = ['name', 'phone', 'idNumber', 'birthday'] as const;
export const revealClient = (clientId: string, purpose: string, commandId: string): Promise<Revealed> =>
  change('POST', `clients/${clientId}/reveal`, { body: { purpose, fields: REVEALED }, commandId });

/** Parts of the file to change; what is not named stays. */
export type FileChange = Offered['UpdateFileRequest'];
export const updateFile = (
  clientId: string,
  body: FileChange,
  { commandId, revision }: { readonly commandId: string; readonly revision: number | undefined },
): Promise<CommandAnswer> => change('PATCH', `clients/${clientId}/file`, { body, commandId, revision });
export const changeConsent = (
  clientId: string,
  answered: Offered['ConsentBody'],
  { commandId, revision }: { readonly commandId: string; readonly revision: number | undefined },
): Promise<CommandAnswer> =>
  change('POST', `clients/${clientId}/consents`, { body: { changes: [answered] }, commandId, revision });
/** What stands, by `<purpose>:<channel>`, with the revision that a change is measured against. */
export const consentsOf = (
  clientId: string,
): Promise<Revised<{ readonly consents: { readonly [what: string]: { readonly state: Offered['ConsentState'] } } }>> =>
  readRevised(`clients/${clientId}/consents`);
export const markPotential = (
  clientId: string,
  body: Offered['MarkPotentialRequest'],
  commandId: string,
): Promise<CommandAnswer> => change('POST', `clients/${clientId}/potential`, { body, commandId });
