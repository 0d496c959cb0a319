import type { AllocationMessage } from '@pcrm/contracts';
import type { Projection } from '@pcrm/event-sourcing';
import { DECK, versionOn, type CapacityTerms, type CapacityVersion } from '../capacity/capacity-policy.events.js';

export type CapacityVersionsRow = { readonly versions: readonly CapacityVersion[] };
export type CapacityVersionsMessage = Extract<AllocationMessage, { type: 'CapacityPolicyAdopted' }>;

/** One row for the branch: every adopted version of the capacity policy. */
export const capacityVersions: Projection<CapacityVersionsRow, CapacityVersionsMessage> = {
  name: 'capacity-versions',
  version: 1,
  indexes: {},
  on: {
    CapacityPolicyAdopted: (row, { data: { version, effectiveFrom, terms } }) => ({
      versions: [...(row?.versions ?? []), { version, effectiveFrom, terms }],
    }),
  },
};

/** The version in force on a business date; the deck's while nothing else was adopted. */
export const capacityOn = (row: CapacityVersionsRow | undefined, on: string): CapacityVersion =>
  versionOn([DECK, ...(row?.versions ?? [])], on);
export const termsOn = (row: CapacityVersionsRow | undefined, on: string): CapacityTerms => capacityOn(row, on).terms;
