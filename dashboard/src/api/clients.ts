import type {
  AverageBand,
  Channel,
  ConsentPurpose,
  ConsentState,
  ImportantDay,
  Occupation,
  Orientation,
  StaffRole,
  Tier,
} from '@pcrm/contracts';
import { change, readRevised, search, type CommandAnswer, type Page, type Revised } from './http.js';

type Asking = { readonly signal?: AbortSignal };
/** What the file's minimum asks for (P5). */
export const FILE_PARTS = ['name', 'phone', 'id', 'birthday', 'occupation', 'orientation', 'preferredChannel'] as const;
export type FilePart = (typeof FILE_PARTS)[number];

/** A client as the list shows them: masked. Money in fen. */
export type ClientLine = {
  readonly clientId: string;
  readonly clientNo?: string;
  readonly name: string | null;
  readonly phone: string | null;
  readonly outletId?: string;
  readonly tier: Tier | null;
  readonly since: string | null;
  readonly potential: {
    readonly basis: 'reached' | 'judged';
    readonly targetTier: Tier;
    readonly markedOn: string;
  } | null;
  readonly coolOffUntil: string | null;
  readonly coolingOff: boolean;
  readonly watchSince: string | null;
  readonly band: AverageBand | null;
  readonly averageFen: number;
  readonly averageAsOf: string | null;
  readonly coveredDays: number;
  readonly totalFen: number | null;
  readonly totalAsOf: string | null;
  /** `<tier>:<reach|lose>` → the date on which the average crosses, if balances stay. */
  readonly crossings: { readonly [what: string]: string };
  readonly largeMovement: { readonly businessDate: string; readonly deltaFen: number } | null;
  readonly visitedOn: string | null;
  readonly occupation: Occupation | null;
  readonly orientation: Orientation | null;
  readonly preferredChannel: Channel | null;
  readonly birthday: boolean;
  readonly minimumMissing: readonly FilePart[];
  readonly consents: { readonly [purposeAndChannel: string]: ConsentState };
  readonly maintainer: { readonly staffId: string; readonly role: StaffRole; readonly from: string } | null;
  readonly advisers: readonly string[];
};
/** By average or last change the greatest first, by number the smallest. */
export const CLIENT_SORTS = ['average', 'number', 'changed'] as const;
export type ClientSort = (typeof CLIENT_SORTS)[number];
/** What is looked for; `text` is a name, pinyin initials, a client number, a phone or its last four digits. */
export type ClientSearch = {
  readonly text?: string;
  readonly tier?: Tier;
  readonly band?: AverageBand;
  readonly outletId?: string;
  readonly potential?: 'reached' | 'judged';
  readonly watched?: boolean;
  readonly established?: boolean;
  readonly sort?: ClientSort;
};
export const searchClients = (
  asked: ClientSearch,
  page: { readonly limit?: number; readonly after?: string | undefined },
  signal?: AbortSignal,
): Promise<Page<ClientLine>> =>
  search('clients/search', { ...asked, ...page }, { view: 'client-list', ...(signal && { signal }) });

/** 客户卡: one client, masked, with the average as of the last closed day. */
export type ClientCardData = ClientLine & {
  readonly balances: {
    readonly asOf: string;
    readonly totalFen: number;
    readonly byClass: { readonly [assetClass: string]: number };
  } | null;
};
export const clientCard = (clientId: string, { signal }: Asking = {}): Promise<Revised<ClientCardData>> =>
  readRevised(`clients/${clientId}`, { view: 'client-list', ...(signal && { signal }) });

/** Personal data in clear; reading it is logged with its purpose. */
export type Revealed = {
  readonly name?: string | null;
  readonly phone?: string | null;
  readonly idNumber?: string | null;
  readonly birthday?: ImportantDay | null;
};
const REVEALED = ['name', 'phone', 'idNumber', 'birthday'] as const;
export const revealClient = (clientId: string, purpose: string, commandId: string): Promise<Revealed> =>
  change('POST', `clients/${clientId}/reveal`, { body: { purpose, fields: REVEALED }, commandId });

/** Parts of the file to change; what is not named stays. */
export type FileChange = {
  readonly name?: string;
  readonly phone?: string;
  readonly idNumber?: string;
  readonly birthday?: ImportantDay;
  readonly occupation?: Occupation;
  readonly orientation?: Orientation;
  readonly preferredChannel?: Channel;
};
export const updateFile = (
  clientId: string,
  body: FileChange,
  { commandId, revision }: { readonly commandId: string; readonly revision: number | undefined },
): Promise<CommandAnswer> => change('PATCH', `clients/${clientId}/file`, { body, commandId, revision });
export const changeConsent = (
  clientId: string,
  answered: { readonly purpose: ConsentPurpose; readonly channel: Channel; readonly state: ConsentState },
  { commandId, revision }: { readonly commandId: string; readonly revision: number | undefined },
): Promise<CommandAnswer> =>
  change('POST', `clients/${clientId}/consents`, { body: { changes: [answered] }, commandId, revision });
/** What stands, by `<purpose>:<channel>`, with the revision that a change is measured against. */
export const consentsOf = (
  clientId: string,
): Promise<Revised<{ readonly consents: { readonly [what: string]: { readonly state: ConsentState } } }>> =>
  readRevised(`clients/${clientId}/consents`);
export const markPotential = (
  clientId: string,
  body: { readonly targetTier: Tier; readonly reason: string },
  commandId: string,
): Promise<CommandAnswer> => change('POST', `clients/${clientId}/potential`, { body, commandId });
