import { WithinDays } from '@pcrm/platform';
import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsObject, Max, Min, ValidateIf, ValidateNested } from 'class-validator';
import { IsBusinessDate } from '@pcrm/contracts';
import { WINDOWS, type AverageWindow, type TierRules } from '../policy.js';

const MOST_FEN = 10 ** 13;
const Threshold = (): PropertyDecorator => (target, property) => {
  ValidateIf((_, value) => value !== null)(target, property);
  for (const rule of [IsInt(), Min(1), Max(MOST_FEN)]) rule(target, property);
};
const Months = (): PropertyDecorator => (target, property) => {
  for (const rule of [IsInt(), Min(1), Max(12)]) rule(target, property);
};

/** Standards in fen; null: the tier is off. */
export class ThresholdsBody {
  @Threshold() gold!: number | null;
  @Threshold() platinum!: number | null;
  @Threshold() diamond!: number | null;
  @Threshold() privateBank!: number | null;
}
export class WatchMonthsBody {
  @Months() gold!: number;
  @Months() platinum!: number;
  @Months() diamond!: number;
  @Months() privateBank!: number;
}
export class LargeMovementBody {
  @IsInt() @Min(1) @Max(MOST_FEN) amountFen!: number;
  @IsInt() @Min(1) @Max(100) percent!: number;
}
export class TierRulesBody implements TierRules {
  @IsObject() @ValidateNested() @Type(() => ThresholdsBody) thresholdsFen!: ThresholdsBody;
  @IsIn(WINDOWS) window!: AverageWindow;
  @IsObject() @ValidateNested() @Type(() => WatchMonthsBody) watchMonths!: WatchMonthsBody;
  @IsObject() @ValidateNested() @Type(() => LargeMovementBody) largeMovement!: LargeMovementBody;
  @IsInt() @Min(0) @Max(3_650) coolOffDays!: number;
  @IsInt() @Min(1) @Max(366) forecastDays!: number;
}
export class ProposePolicyRequest {
  @IsObject() @ValidateNested() @Type(() => TierRulesBody) rules!: TierRulesBody;
  @WithinDays() @IsBusinessDate() effectiveFrom!: string;
  /** Allows a date in the past: what was judged since then is judged again. */
  @IsBoolean() reevaluate: boolean = false;
}
