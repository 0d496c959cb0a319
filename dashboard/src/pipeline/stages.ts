import type { SigningStage, Tier } from '@pcrm/contracts';

/** Stages an opportunity can stand at while it is open, in order; SIGNED and TERMINATED end it. */
export const SIGNING_STAGES_OPEN = ['ALLOCATED', 'PREPARING', 'INVITED', 'CONTACTED', 'PRESENTED', 'SIGNING'] as const;
export type OpenStage = (typeof SIGNING_STAGES_OPEN)[number];
export const ALL_STAGES = [...SIGNING_STAGES_OPEN, 'SIGNED', 'TERMINATED'] as const satisfies readonly SigningStage[];

const place = (stage: SigningStage): number => ALL_STAGES.indexOf(stage);
export const isOpenStage = (stage: SigningStage): stage is OpenStage => place(stage) < SIGNING_STAGES_OPEN.length;
/** A step back, which needs a reason. */
export const isBack = (from: SigningStage, to: SigningStage): boolean => place(to) < place(from);
/** The stage after this one. */
export const nextStage = (stage: SigningStage): OpenStage | undefined => SIGNING_STAGES_OPEN[place(stage) + 1];

type AtStage = { readonly stage: SigningStage };
/** The first column that holds anything; the first of all when none does. */
export const firstHeld = (lines: readonly AtStage[]): OpenStage =>
  SIGNING_STAGES_OPEN.find((each) => lines.some(({ stage }) => stage === each)) ?? SIGNING_STAGES_OPEN[0];

/** The median of days, the lower one of the two in the middle; undefined for none. One that lies for long does not move it. */
export const medianStay = (days: readonly number[]): number | undefined =>
  days.toSorted((a, b) => a - b)[Math.ceil(days.length / 2) - 1];

/** What marks a line: the tier held and the one pursued; once signed, the one signed is the one held. */
export const marksOf = ({ stage, currentTier, targetTier }: AtStage & Tiers): Marks =>
  stage === 'SIGNED' ? { tier: targetTier, target: null } : { tier: currentTier, target: targetTier };
type Tiers = { readonly currentTier: Tier | null; readonly targetTier: Tier };
type Marks = { readonly tier: Tier | null; readonly target: Tier | null };

/** How long is long: amber after ten days at a stage, red after twenty. */
export function ageOf(days: number): 'young' | 'aging' | 'old' {
  if (days > 20) return 'old';
  return days > 10 ? 'aging' : 'young';
}

type Standing = {
  readonly stage: SigningStage;
  readonly signingLacks: readonly string[];
  readonly refusedCode: string | null;
};

/** Whether a step can be asked for: back only with a reason, to SIGNING only when nothing is lacking (P5), and again to SIGNING only after a refusal. */
export function mayStep({ stage, signingLacks, refusedCode }: Standing, to: OpenStage, reason: string): boolean {
  if (to === stage && refusedCode === null) return false;
  if (to === 'SIGNING' && signingLacks.length > 0) return false;
  return !isBack(stage, to) || reason !== '';
}
