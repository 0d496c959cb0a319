import type { Aggregate } from '@pcrm/event-sourcing';
import { rank, TIERS, type Tier } from '@pcrm/contracts';
import type { CadencePolicy, CadencePolicyFact } from './cadence-policy.events.js';

export type { CadencePolicy } from './cadence-policy.events.js';

/** Version 1, from the deck (C1–C5, C7, C9). */
export const BUILT_IN: CadencePolicy = {
  version: 1,
  effectiveFrom: '2000-01-01',
  weeklyClients: 10,
  quarterlyContacts: 1,
  monthlyCredits: { diamond: 2, platinum: 4, privateBank: 2 },
  credits: { phone: 1, meeting: 2 },
  goldInactiveDays: 7,
  goldSuggestionsPerDay: 5,
  firstContactDays: 10,
  atRiskPercent: 70,
  reportHours: 24,
  logWithinDays: 90,
  tierWeights: { potential: 2, gold: 2, platinum: 3, diamond: 4, privateBank: 5 },
};

export type CadencePolicies = {
  /** Approved versions, by effective date. */
  readonly versions: readonly CadencePolicy[];
  readonly proposed: { readonly policy: CadencePolicy; readonly by: string } | null;
  readonly lastVersion: number;
};

/** The branch's contact rules 联系制度 as versioned data. */
export const cadencePolicy: Aggregate<CadencePolicies, CadencePolicyFact> = {
  name: 'cadencePolicy',
  initial: () => ({ versions: [BUILT_IN], proposed: null, lastVersion: BUILT_IN.version }),
  evolve(state, fact) {
    switch (fact.type) {
      case 'CadencePolicyProposed': {
        const { policy, proposedBy: by } = fact.data;
        return { ...state, proposed: { policy, by }, lastVersion: policy.version };
      }
      case 'CadencePolicyApproved':
        return { ...state, proposed: null, versions: inOrder([...state.versions, fact.data.policy]) };
      case 'CadencePolicyRejected':
        return { ...state, proposed: null };
    }
  },
};

/** Versions by effective date, then number. */
export const inOrder = (versions: readonly CadencePolicy[]): readonly CadencePolicy[] =>
  versions.toSorted((a, b) =>
    a.effectiveFrom < b.effectiveFrom ? -1 : a.effectiveFrom > b.effectiveFrom ? 1 : a.version - b.version,
  );

/** The version in force on a business date; the newest one of that effective date. */
export function policyOn(versions: readonly CadencePolicy[], date: string): CadencePolicy {
  return versions.findLast(({ effectiveFrom }) => effectiveFrom <= date) ?? versions[0] ?? BUILT_IN;
}

/** What a reader of the policy should stumble over. `TierInversion`: a lower tier is owed more than a higher one (C4 against C3). */
export function findingsOf({
  monthlyCredits,
}: CadencePolicy): readonly { readonly code: 'TierInversion'; readonly lower: Tier; readonly higher: Tier }[] {
  const owing = TIERS.filter((tier) => (monthlyCredits[tier] ?? 0) > 0);
  return owing.flatMap((lower) =>
    owing
      .filter((higher) => rank(higher) > rank(lower) && (monthlyCredits[higher] ?? 0) < (monthlyCredits[lower] ?? 0))
      .map((higher) => ({ code: 'TierInversion' as const, lower, higher })),
  );
}
