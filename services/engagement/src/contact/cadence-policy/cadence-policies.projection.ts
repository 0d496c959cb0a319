import type { Projection } from '@pcrm/event-sourcing';
import type { EngagementMessage } from '@pcrm/contracts';
import { BUILT_IN, inOrder, type CadencePolicy } from '../cadence-policy.js';
import type { CadenceNumbers } from '../cadence-policy.events.js';
import { policiesTable, type PoliciesRow } from '../policies-row.js';

/** One row: every version of the contact rules that was adopted, for readers who judge by them. */
export const cadencePolicies: Projection<PoliciesRow, EngagementMessage> = {
  name: policiesTable.name,
  version: policiesTable.version,
  indexes: policiesTable.indexes,
  on: {
    CadencePolicyAdopted: (row, { data: { version, effectiveFrom, numbers } }) => {
      const adopted: CadencePolicy = { ...(numbers as CadenceNumbers), version, effectiveFrom };
      const others = (row?.versions ?? [BUILT_IN]).filter((policy) => policy.version !== version);
      return { versions: inOrder([...others, adopted]) };
    },
  },
};
