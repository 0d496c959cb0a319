import { ApiPropertyOptional } from '@nestjs/swagger';
import { SIGNING_STAGES, type SigningStage } from '@pcrm/contracts';
import { PageQuery } from '@pcrm/platform';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';

export class ProgressQuery extends PageQuery {
  @ApiPropertyOptional({
    enum: SIGNING_STAGES,
    description: 'Only this stage; absent: all that are open.',
  })
  @IsOptional()
  @IsIn(SIGNING_STAGES)
  stage?: SigningStage;

  @ApiPropertyOptional({ description: 'Only this manager, within the scope.', example: 'cm-01' })
  @IsOptional()
  @IsString()
  @MaxLength(32)
  staffId?: string;
}

export class StageCountsQuery {
  @ApiPropertyOptional({ description: 'Of this manager; absent: of the outlets in the scope.', example: 'cm-01' })
  @IsOptional()
  @IsString()
  @MaxLength(32)
  staffId?: string;

  @ApiPropertyOptional({ example: 'outlet-1' })
  @IsOptional()
  @IsString()
  @MaxLength(32)
  outletId?: string;
}
