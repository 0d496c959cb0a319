import { tableOf, type Table } from '@pcrm/event-sourcing';
import type { ConsentState } from '@pcrm/contracts';
import { clientList } from './know/client-list/client-list.projection.js';
import type { FilePart } from './register/client.events.js';
import { builtInRules, type TierPolicyVersion } from './policy.js';

/** What reactions read of a row of the client list. */
export type KnownFile = {
  readonly minimumMissing: readonly FilePart[];
  /** `<purpose>:<channel>` → answer. */
  readonly consents: { readonly [what: string]: ConsentState };
};
export const clientListTable = tableOf(clientList);

/** What the file's minimum lacks for signing (P5), consents included: somebody must have asked for one. */
export const missingForSigning = (file: KnownFile | undefined): readonly string[] =>
  file ? [...file.minimumMissing, ...(Object.keys(file.consents).length === 0 ? ['consents'] : [])] : ['file'];

/** The versions of the tier policy as this service has said them. */
export type KnownPolicies = { readonly versions: readonly TierPolicyVersion[] };
export const tierPoliciesTable: Table = { name: 'tier-policies.v1', indexes: {} };
export const firstPolicy: TierPolicyVersion = { ...builtInRules, version: 1, effectiveFrom: '2000-01-01' };
