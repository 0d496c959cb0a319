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
export const PIPELINES = ['SIGNING_UPGRADE'] as const;
export type Pipeline = (typeof PIPELINES)[number];

/** The contact rules a period is closed under. C2 quarter · C3 diamond month · C4 platinum month. */
export const CONTACT_RULES = ['C2', 'C3', 'C4'] as const;
export type ContactRule = (typeof CONTACT_RULES)[number];
export const PERIOD_VERDICTS = ['met', 'missed', 'waived', 'notOwed'] as const;
export type PeriodVerdict = (typeof PERIOD_VERDICTS)[number];
