import { Refusal, type Decide } from '@pcrm/event-sourcing';
import { SIGNING_STAGES, type SigningStage } from '@pcrm/contracts';
import { aboutOf, openOne, type Opportunity, type Pursuit } from '../pursuit.js';
import type { OpportunityStepped } from '../pursuit.events.js';

/** What the gate of P5 looks at, as this service heard it: a report handed in, and what the file's minimum still lacks. */
export type SigningGate = { readonly reported: boolean; readonly missing: readonly string[] };
export type AdvanceOpportunity = {
  readonly opportunityId: string;
  readonly to: SigningStage;
  readonly reason?: string | undefined;
  readonly gate: SigningGate;
  readonly at: string;
};

const place = (stage: SigningStage): number => SIGNING_STAGES.indexOf(stage);

/**
 * P1–P5: one or several steps forward, or back with a reason. SIGNING needs the report and the file's minimum; SIGNED is
 * never stepped to, it follows ClientUpgraded. Asking again for SIGNING after a refusal asks `clients` again.
 */
export const advanceOpportunity: Decide<AdvanceOpportunity, Pursuit, OpportunityStepped> = (command, state) => {
  const open = openOne(state, command.opportunityId);
  const { to, reason } = command;
  if (to === open.stage && !open.refused) return [];
  checkStep(open, to, reason);
  if (to === 'SIGNING') passGate(command.gate, open);
  return [
    {
      type: 'OpportunityStepped',
      data: {
        ...aboutOf(open),
        from: open.stage,
        to,
        targetTier: open.targetTier,
        reason: reason ?? null,
        at: command.at,
      },
    },
  ];
};

function checkStep({ onHold, stage }: Opportunity, to: SigningStage, reason: string | undefined): void {
  if (to === 'SIGNED' || to === 'TERMINATED') throw new Refusal('opportunity.stage-not-stepped-to', { to });
  if (onHold) throw new Refusal('opportunity.on-hold');
  if (place(to) < place(stage) && !reason) throw new Refusal('opportunity.reason-missing', { from: stage, to });
}

function passGate({ reported, missing }: SigningGate, { targetTier }: Opportunity): void {
  if (!reported) throw new Refusal('opportunity.report-missing', { rule: 'P5', targetTier });
  if (missing.length > 0) throw new Refusal('opportunity.file-incomplete', { rule: 'P5', missing: [...missing] });
}
