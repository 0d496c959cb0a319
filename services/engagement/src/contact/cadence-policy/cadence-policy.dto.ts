import { WithinDays } from '@pcrm/platform';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsDefined, IsInt, IsISO8601, IsOptional, Matches, Max, Min, ValidateNested } from 'class-validator';

const Whole =
  (min: number, max: number): PropertyDecorator =>
  (target, property) => {
    IsInt()(target, property);
    Min(min)(target, property);
    Max(max)(target, property);
  };

/** Credits owed in a month, by tier (C3, C4). */
export class MonthlyCreditsRequest {
  @ApiProperty({ example: 0, required: false })
  @IsOptional()
  @Whole(0, 60)
  gold?: number;

  @ApiProperty({ example: 4 })
  @Whole(0, 60)
  platinum!: number;

  @ApiProperty({ example: 2 })
  @Whole(0, 60)
  diamond!: number;

  @ApiProperty({ example: 2, required: false })
  @IsOptional()
  @Whole(0, 60)
  privateBank?: number;
}
/** What a reached contact is worth (C7). */
export class CreditsRequest {
  @ApiProperty({ example: 1 })
  @Whole(0, 10)
  phone!: number;

  @ApiProperty({ example: 2 })
  @Whole(0, 10)
  meeting!: number;
}
/** Weights of the tiers in the due list. */
export class TierWeightsRequest {
  @ApiProperty({ example: 2 })
  @Whole(1, 100)
  potential!: number;
  @ApiProperty({ example: 2 })
  @Whole(1, 100)
  gold!: number;
  @ApiProperty({ example: 3 })
  @Whole(1, 100)
  platinum!: number;
  @ApiProperty({ example: 4 })
  @Whole(1, 100)
  diamond!: number;
  @ApiProperty({ example: 5 })
  @Whole(1, 100)
  privateBank!: number;
}

/** All numbers of a new version of the contact rules. */
export class ProposeCadencePolicyRequest {
  @ApiProperty({ example: '2027-01-01' })
  @IsISO8601({ strict: true })
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @WithinDays()
  effectiveFrom!: string;
  @ApiProperty({ example: 10 })
  @Whole(0, 200)
  weeklyClients!: number;
  @ApiProperty({ example: 1 })
  @Whole(0, 90)
  quarterlyContacts!: number;
  @ApiProperty({ type: MonthlyCreditsRequest })
  @IsDefined()
  @ValidateNested()
  @Type(() => MonthlyCreditsRequest)
  monthlyCredits!: MonthlyCreditsRequest;
  @ApiProperty({ type: CreditsRequest })
  @IsDefined()
  @ValidateNested()
  @Type(() => CreditsRequest)
  credits!: CreditsRequest;
  @ApiProperty({ example: 7 })
  @Whole(1, 90)
  goldInactiveDays!: number;
  @ApiProperty({ example: 5 })
  @Whole(0, 200)
  goldSuggestionsPerDay!: number;
  @ApiProperty({ example: 10 })
  @Whole(1, 90)
  firstContactDays!: number;
  @ApiProperty({ example: 70 })
  @Whole(1, 100)
  atRiskPercent!: number;
  @ApiProperty({ example: 24 })
  @Whole(1, 720)
  reportHours!: number;
  @ApiProperty({ example: 90 })
  @Whole(0, 180)
  logWithinDays!: number;
  @ApiProperty({ type: TierWeightsRequest })
  @IsDefined()
  @ValidateNested()
  @Type(() => TierWeightsRequest)
  tierWeights!: TierWeightsRequest;
}
