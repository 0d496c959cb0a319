import { BRANCH_KEY, type MessageOf, type OutreachTerms, type outreachPolicyAdopted } from '@pcrm/contracts';
import { tableOf, type Known, type Projection } from '@pcrm/event-sourcing';
import { versionOn } from './built-in-policy.js';
import type { OutreachVersion } from './notify/outreach-policy.events.js';

export type OutreachVersionsRow = { readonly versions: readonly OutreachVersion[] };

/** The adopted versions of the outreach policy, for agendas: one row. The built-in version is not in it. */
export const outreachVersions: Projection<OutreachVersionsRow, MessageOf<typeof outreachPolicyAdopted>> = {
  name: 'outreach-versions',
  version: 1,
  indexes: {},
  on: { OutreachPolicyAdopted: (row, { data }) => ({ versions: [...(row?.versions ?? []), data] }) },
};

const table = tableOf(outreachVersions);
/** What an agenda asks for, to know the terms. */
export const termsNeeded = { table, keys: [BRANCH_KEY] };
/** The terms in force on a business date, as far as this service has heard. */
export const termsKnown = (known: Known, on: string): OutreachTerms =>
  versionOn(known.row<OutreachVersionsRow>(table, BRANCH_KEY)?.versions ?? [], on).terms;
