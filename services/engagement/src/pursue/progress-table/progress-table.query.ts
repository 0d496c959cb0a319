import { daysBetween, toShanghaiDate, type SigningStage, type Tier } from '@pcrm/contracts';
import { gateOf, isOpen, lastReachedAt, stagePlace, type ProgressRow, type ShownOpportunity } from '../progress-row.js';

/** One line of the progress table, as of a moment. */
export type ProgressLine = {
  readonly opportunityId: string;
  readonly clientId: string;
  readonly clientName: string | null;
  readonly staffId: string;
  readonly outletId: string;
  readonly stage: SigningStage;
  readonly open: boolean;
  readonly onHold: boolean;
  readonly daysInStage: number;
  readonly openedOn: string;
  readonly currentTier: Tier | null;
  readonly targetTier: Tier;
  readonly nextStepOn: string | null;
  readonly lastReachedOn: string | null;
  readonly refusedCode: string | null;
  readonly reasonCode: string | null;
  /** What the step to SIGNING still lacks (P5): `report`, then the file's parts. */
  readonly signingLacks: readonly string[];
  /** A reached contact suggests this stage (D6): the manager decides. */
  readonly suggestedStage: SigningStage | null;
};

/** The line a row shows now. */
export function progressLine(row: ProgressRow, now: string): ProgressLine | undefined {
  const { opportunity, clientId, name } = row;
  if (!opportunity) return undefined;
  const { opportunityId, staffId, outletId, stage, onHold, currentTier, targetTier, reasonCode } = opportunity;
  const reachedAt = lastReachedAt(row);
  return {
    opportunityId,
    clientId,
    clientName: name,
    staffId,
    outletId,
    stage,
    open: isOpen(opportunity),
    onHold,
    daysInStage: daysBetween(toShanghaiDate(opportunity.stageSince), toShanghaiDate(now)),
    openedOn: toShanghaiDate(opportunity.openedAt),
    currentTier,
    targetTier,
    nextStepOn: nextStep(row, opportunity),
    lastReachedOn: reachedAt && toShanghaiDate(reachedAt),
    refusedCode: refusalOf(row, opportunity),
    reasonCode,
    signingLacks: lacks(row),
    suggestedStage: suggestion(row, opportunity),
  };
}

/** The step planned on the opportunity until the client was reached on that day or later; else the one promised in the newest contact. */
function nextStep(row: ProgressRow, { nextStepOn }: ShownOpportunity): string | null {
  const reachedAt = lastReachedAt(row);
  const kept = nextStepOn !== null && reachedAt !== null && toShanghaiDate(reachedAt) >= nextStepOn;
  return nextStepOn === null || kept ? (row.contacts.at(-1)?.nextStepOn ?? null) : nextStepOn;
}

/** A refusal is shown while the opportunity stands at SIGNING and nobody has asked again since. */
function refusalOf({ refusal }: ProgressRow, { opportunityId, stage, askedAt }: ShownOpportunity): string | null {
  const shown = refusal?.opportunityId === opportunityId && stage === 'SIGNING' && refusal.refusedAt >= (askedAt ?? '');
  return shown ? refusal.code : null;
}

function lacks(row: ProgressRow): readonly string[] {
  const { reported, missing } = gateOf(row);
  return [...(reported ? [] : ['report']), ...missing];
}

function suggestion(row: ProgressRow, { stage, openedAt }: ShownOpportunity): SigningStage | null {
  const reached = (lastReachedAt(row) ?? '') >= openedAt;
  return reached && stagePlace(stage) < stagePlace('CONTACTED') ? 'CONTACTED' : null;
}
