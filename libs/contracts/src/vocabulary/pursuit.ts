/** 签约/升级: ALLOCATED 已分配 → PREPARING 沟通准备 → INVITED 已邀约 → CONTACTED 已接触 → PRESENTED 已介绍贵宾服务 → SIGNING 签约办卡 → SIGNED 已签约 | TERMINATED 终止跟进. */
export const SIGNING_STAGES = [
  'ALLOCATED',
  'PREPARING',
  'INVITED',
  'CONTACTED',
  'PRESENTED',
  'SIGNING',
  'SIGNED',
  'TERMINATED',
] as const;
export type SigningStage = (typeof SIGNING_STAGES)[number];
/** Why a signing that an opportunity asked for is refused: below the standard, the file's minimum lacks something (P5), declined (P4), held already. */
export const SIGNING_REFUSALS = [
  'tier.below-standard',
  'tier.file-incomplete',
  'tier.follow-up-terminated',
  'tier.already-held',
] as const;
export type SigningRefusal = (typeof SIGNING_REFUSALS)[number];
/** Why an opportunity ended without signing: by a person (P4), or because nothing is left to pursue. */
export const OPPORTUNITY_ENDS = [
  'declined',
  'unreachable',
  'moved-away',
  'other',
  'potential-withdrawn',
  'erased',
] as const;
export type OpportunityEnd = (typeof OPPORTUNITY_ENDS)[number];
export const PIPELINES = ['SIGNING_UPGRADE'] as const;
export type Pipeline = (typeof PIPELINES)[number];

/** The contact rules a period is closed under. C2 quarter · C3 diamond month · C4 platinum month. */
export const CONTACT_RULES = ['C2', 'C3', 'C4'] as const;
export type ContactRule = (typeof CONTACT_RULES)[number];
export const PERIOD_VERDICTS = ['met', 'missed', 'waived', 'notOwed'] as const;
export type PeriodVerdict = (typeof PERIOD_VERDICTS)[number];
