import { tableOf } from '@pcrm/event-sourcing';
import { BRANCH_KEY } from '@pcrm/contracts';
import { BUILT_IN, type CadencePolicy } from './cadence-policy.js';
import { leavesIn, type StaffRow } from './staff-row.js';
import type { Standards } from './obligations.js';

/** Approved versions by effective date, the built-in one first. */
export type PoliciesRow = { readonly versions: readonly CadencePolicy[] };
export const policiesTable = { name: 'cadence-policies', version: 1, indexes: {} } as const;
export const policyRows = tableOf(policiesTable);
export const POLICIES_KEY = BRANCH_KEY;

/** What duties are judged by, from the rows of the policies and of some members of staff. */
export function standardsOf(policies: PoliciesRow | undefined, staff: readonly (StaffRow | undefined)[]): Standards {
  const byId = new Map(staff.flatMap((row) => (row ? [[row.staffId, leavesIn(row)] as const] : [])));
  return { policies: policies?.versions ?? [BUILT_IN], leavesOf: (staffId) => byId.get(staffId) ?? [] };
}
