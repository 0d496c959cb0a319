/** 存款, 理财产品, 基金, 保险, 国债, 贵金属: all in-bank financial assets. */
export const ASSET_CLASSES = ['deposit', 'wealthProduct', 'fund', 'insurance', 'treasuryBond', 'metal'] as const;
export type AssetClass = (typeof ASSET_CLASSES)[number];
