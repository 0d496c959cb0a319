import { WithinDays, Written } from '@pcrm/platform';
import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import { IsInstant, TIERS, type Tier } from '@pcrm/contracts';

export class MarkPotentialRequest {
  @IsIn(TIERS) targetTier!: Tier;
  @IsString() @Length(2, 500) @Written() reason!: string;
}
export class WithdrawPotentialRequest {
  @IsIn(['misjudged', 'circumstances-changed', 'other']) reasonCode!: string;
}
export class SignTierRequest {
  @IsIn(TIERS) to!: Tier;
}
export class OverrideWatchRequest {
  @IsString() @Length(2, 500) @Written() reason!: string;
}
export class StandingQuery {
  /** What was known at this instant: facts recorded later are left out. */
  @IsOptional() @WithinDays() @IsInstant() asOf?: string;
}
