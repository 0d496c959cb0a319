import type { AverageBand, StaffRole, Tier } from '@pcrm/contracts';
import type { Fact } from '@pcrm/event-sourcing';

/** Why a client became potential (A2): `reached` the standard, or `judged` by hand. */
export type Basis = 'reached' | 'judged';
/** `present` at this outlet, at another one (`elsewhere`), or gone from the branch (`departed`). */
export type Presence = 'present' | 'elsewhere' | 'departed';

type Of = { readonly outletId: string; readonly clientId: string };

/** The book knows what this member of staff is, and whether they are here. */
export type StaffNoted = Fact<
  'StaffNoted',
  {
    readonly outletId: string;
    readonly staffId: string;
    readonly role: StaffRole;
    readonly capacityPercent: number;
    readonly presence: Presence;
    readonly on: string;
  }
>;

/** The client belongs to this outlet, with what is known of them. */
export type ClientAdmitted = Fact<
  'ClientAdmitted',
  Of & {
    readonly tier: Tier | null;
    readonly targetTier: Tier | null;
    readonly basis: Basis | null;
    readonly band: AverageBand | null;
    readonly on: string;
  }
>;
/** The tier the client holds, as `clients` said; it may put a book above its capacity. */
export type ClientTierNoted = Fact<'ClientTierNoted', Of & { readonly tier: Tier | null; readonly on: string }>;
/** What the client may be raised to (A2); null: nothing any more. */
export type ClientPotentialNoted = Fact<
  'ClientPotentialNoted',
  Of & { readonly targetTier: Tier | null; readonly basis: Basis | null; readonly on: string }
>;
/** The band of the client's annual daily average (A8). */
export type ClientBandNoted = Fact<'ClientBandNoted', Of & { readonly band: AverageBand; readonly on: string }>;
/** The client does not belong to this outlet any more. `toOutletId` null: erased. */
export type ClientDismissed = Fact<
  'ClientDismissed',
  Of & {
    readonly toOutletId: string | null;
    readonly tier: Tier | null;
    readonly targetTier: Tier | null;
    readonly basis: Basis | null;
    readonly band: AverageBand | null;
    readonly on: string;
  }
>;

type Assignment = Of & {
  readonly staffId: string;
  readonly role: StaffRole;
  readonly tier: Tier | null;
  readonly targetTier: Tier | null;
  readonly from: string;
  readonly overridden: boolean;
  /** The head's written reason for going above capacity: at most 500 characters, about the book, without client names (it is not sealed). */
  readonly reason?: string;
  /** A8: a lobby manager or teller was allotted although the client managers had room. */
  readonly managersHadRoom?: true;
};
/** 客户分配: the client has a main maintainer now. */
export type ClientAssigned = Fact<'ClientAssigned', Assignment>;
/** 客户调整: another one. */
export type ClientReassigned = Fact<'ClientReassigned', Assignment & { readonly fromStaffId: string }>;
/** Nobody maintains the client any more. */
export type ClientReleased = Fact<
  'ClientReleased',
  Of & { readonly staffId: string; readonly reasonCode: string; readonly from: string }
>;

export type AdviserRole = 'wealthAdviser' | 'financialAdviser';
/** 财富顾问 or 理财顾问 supports the client from now on (A5, A6). */
export type AdviserAttached = Fact<
  'AdviserAttached',
  Of & { readonly staffId: string; readonly role: AdviserRole; readonly from: string }
>;
export type AdviserDetached = Fact<'AdviserDetached', Of & { readonly staffId: string; readonly from: string }>;

/** Why a book went above load 1.00. */
export type ExceededCause = 'override' | 'standingNoted' | 'postChanged';
/** A book is above load 1.00 (A9): numerator / denominator, exactly. */
export type CapacityExceeded = Fact<
  'CapacityExceeded',
  {
    readonly outletId: string;
    readonly staffId: string;
    readonly numerator: number;
    readonly denominator: number;
    readonly cause: ExceededCause;
    readonly on: string;
  }
>;
/** The maintainer no longer fits; `settled`: they do again, or somebody else took over. */
export type ReassignmentProposed = Fact<
  'ReassignmentProposed',
  Of & { readonly staffId: string; readonly reasonCode: string; readonly on: string; readonly settled?: true }
>;

export type OutletBookEvent =
  | StaffNoted
  | ClientAdmitted
  | ClientTierNoted
  | ClientPotentialNoted
  | ClientBandNoted
  | ClientDismissed
  | ClientAssigned
  | ClientReassigned
  | ClientReleased
  | AdviserAttached
  | AdviserDetached
  | CapacityExceeded
  | ReassignmentProposed;
