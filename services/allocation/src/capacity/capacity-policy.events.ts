import type { AverageBand, StaffRole, Tier } from '@pcrm/contracts';
import type { Fact } from '@pcrm/event-sourcing';

/** How many clients of one tier fill one book at capacity factor 1.00. */
export type Capacity = { readonly role: StaffRole; readonly tier: Tier; readonly clients: number };

/** The numbers of A4–A9: what a book holds, whom an adviser supports, which averages a lobby manager or teller may look after. */
export type CapacityTerms = {
  /** A5–A8: clients per main maintainer, by role and tier. A role without an entry for a tier may not maintain it. */
  readonly maintainers: readonly Capacity[];
  /** A4: an unsigned potential client loads one part of so many. */
  readonly potentialClients: number;
  /** A5, A6: clients per adviser, by role and tier. */
  readonly advisers: readonly Capacity[];
  /** A8: bands of the annual daily average that a lobby manager or teller may be allotted. */
  readonly bands: readonly { readonly role: StaffRole; readonly band: AverageBand }[];
};

/** One version of the capacity policy, in force from a business date on until a later version is. */
export type CapacityVersion = {
  readonly version: number;
  readonly effectiveFrom: string;
  readonly terms: CapacityTerms;
};

/** The training deck's numbers (A4–A8) and our answers beyond it: lobby manager 50, teller 20, outlet head 15 diamond. Private bank counts as diamond. */
export const DECK: CapacityVersion = {
  version: 1,
  effectiveFrom: '2000-01-01',
  terms: {
    maintainers: [
      { role: 'clientManager', tier: 'gold', clients: 200 },
      { role: 'clientManager', tier: 'platinum', clients: 100 },
      { role: 'clientManager', tier: 'diamond', clients: 30 },
      { role: 'clientManager', tier: 'privateBank', clients: 30 },
      { role: 'outletHead', tier: 'diamond', clients: 15 },
      { role: 'outletHead', tier: 'privateBank', clients: 15 },
      { role: 'lobbyManager', tier: 'gold', clients: 50 },
      { role: 'teller', tier: 'gold', clients: 20 },
    ],
    potentialClients: 300,
    advisers: [
      { role: 'wealthAdviser', tier: 'diamond', clients: 60 },
      { role: 'wealthAdviser', tier: 'privateBank', clients: 60 },
      { role: 'financialAdviser', tier: 'platinum', clients: 400 },
      { role: 'financialAdviser', tier: 'diamond', clients: 60 },
      { role: 'financialAdviser', tier: 'privateBank', clients: 60 },
    ],
    bands: [
      { role: 'lobbyManager', band: '200k-500k' },
      { role: 'teller', band: '100k-200k' },
    ],
  },
};

/** The version in force on a business date: of those that have begun, the one that began last; of two beginning together, the newer. */
export const versionOn = (versions: readonly CapacityVersion[], on: string): CapacityVersion =>
  versions.reduce(
    (best, next) =>
      next.effectiveFrom <= on && `${next.effectiveFrom}${ordinal(next)}` >= `${best.effectiveFrom}${ordinal(best)}`
        ? next
        : best,
    DECK,
  );
const ordinal = ({ version }: CapacityVersion): string => String(version).padStart(9, '0');

/** 配比制度 proposed: waits for somebody else's approval. */
export type CapacityPolicyProposed = Fact<
  'CapacityPolicyProposed',
  {
    readonly version: number;
    readonly effectiveFrom: string;
    readonly terms: CapacityTerms;
    readonly proposedBy: string;
  }
>;
/** 配比制度 approved by a second person: in force from its date on. */
export type CapacityPolicyAdopted = Fact<
  'CapacityPolicyAdopted',
  {
    readonly version: number;
    readonly effectiveFrom: string;
    readonly terms: CapacityTerms;
    readonly approvedBy: string;
  }
>;
/** The proposal was turned down or taken back. */
export type CapacityPolicyDropped = Fact<
  'CapacityPolicyDropped',
  { readonly version: number; readonly droppedBy: string }
>;

export type CapacityPolicyEvent = CapacityPolicyProposed | CapacityPolicyAdopted | CapacityPolicyDropped;
