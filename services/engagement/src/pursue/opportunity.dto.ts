import { WithinDays, Written } from '@pcrm/platform';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { SIGNING_STAGES, type SigningStage } from '@pcrm/contracts';
import { IsIn, IsISO8601, IsOptional, IsString, Matches, MaxLength, MinLength, ValidateIf } from 'class-validator';
import { TERMINATION_REASONS, type TerminationReason } from './terminate-opportunity/terminate-opportunity.js';

const FREE_TEXT = 500;

export class AdvanceOpportunityRequest {
  @ApiProperty({ enum: SIGNING_STAGES, example: 'INVITED' })
  @IsIn(SIGNING_STAGES)
  to!: SigningStage;

  @ApiPropertyOptional({ description: 'Needed for a step back.', example: '客户改期' })
  @IsOptional()
  @IsString()
  @MaxLength(FREE_TEXT)
  @Written()
  reason?: string;
}

export class ReasonRequest {
  @ApiProperty({ example: '客户出国两个月' })
  @IsString()
  @MinLength(1)
  @MaxLength(FREE_TEXT)
  @Written()
  reason!: string;
}

export class TerminateOpportunityRequest {
  @ApiProperty({ enum: TERMINATION_REASONS, example: 'declined' })
  @IsIn(TERMINATION_REASONS)
  reasonCode!: TerminationReason;

  @ApiPropertyOptional({ description: 'Needed for `other`.' })
  @IsOptional()
  @IsString()
  @MaxLength(FREE_TEXT)
  @Written()
  reason?: string;
}

export class NextStepRequest {
  @ApiProperty({ type: String, nullable: true, example: '2026-11-30', description: 'Null takes the plan back.' })
  @ValidateIf((_object, value) => value !== null)
  @IsISO8601({ strict: true })
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @WithinDays({ ahead: 366 })
  on!: string | null;

  @ApiPropertyOptional({ example: '带产品说明书' })
  @IsOptional()
  @IsString()
  @MaxLength(FREE_TEXT)
  @Written()
  note?: string;
}
