import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Written } from '@pcrm/platform';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { DROP_REASONS, type DropReason } from './daily-plan.events.js';

export class DropPlanItemRequest {
  @ApiProperty({ enum: DROP_REASONS, example: 'clientAway' })
  @IsIn(DROP_REASONS)
  reasonCode!: DropReason;

  @ApiPropertyOptional({ description: 'Needed for `other`.' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  @Written()
  note?: string;
}

export class PlanQuery {
  @ApiPropertyOptional({ description: 'A member of staff of the scope; absent: oneself.', example: 'cm-01' })
  @IsOptional()
  @IsString()
  @MaxLength(32)
  staffId?: string;
}
