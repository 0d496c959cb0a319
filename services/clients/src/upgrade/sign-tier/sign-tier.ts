import { Refusal, type Decide } from '@pcrm/event-sourcing';
import { rank, type SigningRefusal, type Tier } from '@pcrm/contracts';
import type { ClientUpgraded, SigningRefused } from '../tier-standing.events.js';
import type { TierStanding } from '../tier-standing.js';

export type SignTier = {
  readonly clientId: string;
  readonly to: Tier;
  /** What the file's minimum (P5) still lacks, consents included; empty when complete. */
  readonly minimumMissing: readonly string[];
  /** Business date. */
  readonly on: string;
};
export type SignForOpportunity = SignTier & { readonly opportunityId: string; readonly at: string };

const no = (code: SigningRefusal, details: ConstructorParameters<typeof Refusal>[1]): Refusal =>
  new Refusal(code, details);

/** Which rule forbids signing, if any. A tier is signed only when its standard was reached as of the last closed day. */
function forbidden({ to, minimumMissing }: SignTier, { tier, potential, coolOff }: TierStanding): Refusal | undefined {
  if (rank(to) <= rank(tier)) return no('tier.already-held', { tier });
  if (!potential && coolOff) return no('tier.follow-up-terminated', { until: coolOff.until });
  if (potential?.basis !== 'reached' || rank(to) > rank(potential.targetTier)) return no('tier.below-standard', { to });
  if (minimumMissing.length > 0) return no('tier.file-incomplete', { missing: [...minimumMissing] });
  return undefined;
}

/** 签约升级 (P3, P5): raises a client to a tier they have reached, with the file's minimum in place. */
export const signTier: Decide<SignTier, TierStanding, ClientUpgraded> = (command, standing) => {
  const refusal = forbidden(command, standing);
  if (refusal) throw refusal;
  return [upgraded(command, standing)];
};

/** The same, asked for by an opportunity at SIGNING: a "no" is a fact too, so that the opportunity can show its code. */
export const signForOpportunity: Decide<SignForOpportunity, TierStanding, ClientUpgraded | SigningRefused> = (
  command,
  standing,
) => {
  const { clientId, opportunityId, at } = command;
  if (standing.signedBy === opportunityId) return [];
  const refusal = forbidden(command, standing);
  if (!refusal) return [upgraded(command, standing, opportunityId)];
  return [
    {
      type: 'SigningRefused',
      data: { clientId, outletId: standing.outletId, opportunityId, code: refusal.code, refusedAt: at },
    },
  ];
};

const upgraded = (
  { clientId, to, on }: SignTier,
  { outletId, tier }: TierStanding,
  opportunityId?: string,
): ClientUpgraded => ({
  type: 'ClientUpgraded',
  data: { clientId, outletId, from: tier, to, upgradedOn: on, ...(opportunityId !== undefined && { opportunityId }) },
});
