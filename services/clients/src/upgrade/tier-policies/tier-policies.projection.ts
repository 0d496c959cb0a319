import { BRANCH_KEY, type TierPolicyAdopted } from '@pcrm/contracts';
import type { Message, Projection } from '@pcrm/event-sourcing';
import { firstPolicy, type KnownPolicies } from '../../known-rows.js';
import type { AverageWindow } from '../../policy.js';

/** One row: every version of the tier policy 等级政策 with the date from which it is chosen. */
export const tierPolicies: Projection<KnownPolicies, Message<'TierPolicyAdopted', TierPolicyAdopted>> = {
  name: 'tier-policies',
  version: 1,
  indexes: {},
  key: () => BRANCH_KEY,
  on: {
    TierPolicyAdopted: (row, { data }) => {
      const versions = row?.versions ?? [firstPolicy];
      if (versions.some(({ version }) => version === data.version)) return row;
      return { versions: [...versions, { ...data, window: data.window as AverageWindow }] };
    },
  },
};
