import type { Fact } from '@pcrm/event-sourcing';
import type { Channel, Tier } from '@pcrm/contracts';

/** The numbers of 定期联系制度, in force from a business date on. */
export type CadencePolicy = {
  readonly version: number;
  readonly effectiveFrom: string;
  /** C1: distinct clients a client manager contacts in an ISO week. */
  readonly weeklyClients: number;
  /** C2: two-way contacts with a signed client in a calendar quarter. */
  readonly quarterlyContacts: number;
  /** C3 diamond, C4 platinum: credits owed in a calendar month. */
  readonly monthlyCredits: { readonly [T in Tier]?: number };
  /** C7: what a reached contact is worth; a channel not named is worth nothing. */
  readonly credits: { readonly [C in Channel]?: number };
  /** C5: days without business after which a gold client is called. */
  readonly goldInactiveDays: number;
  /** C5: suggestions a day and manager. */
  readonly goldSuggestionsPerDay: number;
  /** C9: days from assignment to the first contact. */
  readonly firstContactDays: number;
  /** Part of a period, in percent, after which a short obligation is at risk. */
  readonly atRiskPercent: number;
  /** Hours after a contact within which its report is in time. */
  readonly reportHours: number;
  /** How many days back a contact may still be logged. */
  readonly logWithinDays: number;
  /** Weight of a tier in the due list; `potential` for a client without one. */
  readonly tierWeights: { readonly [T in Tier | 'potential']: number };
};
export type CadenceNumbers = Omit<CadencePolicy, 'version'>;

/** A new version was proposed; it waits for another person. */
export type CadencePolicyProposed = Fact<
  'CadencePolicyProposed',
  { policy: CadencePolicy; proposedBy: string; at: string }
>;
/** In force from its date on. */
export type CadencePolicyApproved = Fact<
  'CadencePolicyApproved',
  { policy: CadencePolicy; approvedBy: string; at: string }
>;
/** Turned down; its version number is used up. */
export type CadencePolicyRejected = Fact<'CadencePolicyRejected', { version: number; rejectedBy: string; at: string }>;
export type CadencePolicyFact = CadencePolicyProposed | CadencePolicyApproved | CadencePolicyRejected;
