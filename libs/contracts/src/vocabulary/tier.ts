/** 贵宾等级, by annual daily average (年日均), lowest first. */
export const TIERS = ['gold', 'platinum', 'diamond', 'privateBank'] as const;
/** gold 金卡 · platinum 白金卡 · diamond 钻石卡 · privateBank 私人银行 (off by default). */
export type Tier = (typeof TIERS)[number];

/** Place of a tier in the order; a client without one ranks -1. */
export const rank = (tier: Tier | null | undefined): number => (tier ? TIERS.indexOf(tier) : -1);

/** Bands of the annual daily average in yuan, half-open, lowest first (A8: 柜员 [100k, 200k), 大堂经理 [200k, 500k)). */
export const AVERAGE_BANDS = ['below-100k', '100k-200k', '200k-500k', '500k-1m', '1m-6m', 'from-6m'] as const;
export type AverageBand = (typeof AVERAGE_BANDS)[number];
