import type { LoadBoard } from '../api/allocation.js';
import type { OutletCompliance, StageCounts } from '../api/engagement.js';
import { overallRate, type Rate } from '../compliance/rates.js';

/** The numbers at the top of the head's page; undefined while they are not known. */
export type Headlines = {
  /** Signed clients. */
  readonly vip: number | undefined;
  readonly tiers: {
    readonly diamond: number;
    readonly platinum: number;
    readonly gold: number;
    readonly potential: number;
  };
  readonly rate: Rate | undefined;
  readonly open: number | undefined;
  readonly signing: number | undefined;
  /** People above load 1.00. */
  readonly over: number | undefined;
};

const NOBODY = { diamond: 0, platinum: 0, gold: 0, privateBank: 0, potential: 0 };

export function headlines(
  board: LoadBoard | undefined,
  compliance: OutletCompliance | undefined,
  stages: StageCounts | undefined,
): Headlines {
  const { diamond, platinum, gold, privateBank, potential } = board?.clients ?? NOBODY;
  return {
    vip: board && diamond + platinum + gold + privateBank,
    tiers: { diamond: diamond + privateBank, platinum, gold, potential },
    rate: compliance && overallRate(compliance.outlet),
    open: stages?.open,
    signing: stages && (stages.stages.SIGNING ?? 0),
    over: board?.staff.filter(({ overloaded }) => overloaded).length,
  };
}
