import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';

export class StaffComplianceQuery {
  @ApiPropertyOptional({ description: 'An outlet of the scope; absent: the own one.', example: 'outlet-1' })
  @IsOptional()
  @IsString()
  @MaxLength(32)
  outletId?: string;
}

export class ClientComplianceQuery {
  @ApiPropertyOptional({ description: 'A member of staff of the scope; absent: oneself.', example: 'cm-01' })
  @IsOptional()
  @IsString()
  @MaxLength(32)
  staffId?: string;
}

export class PeriodsQuery {
  @ApiPropertyOptional({ description: 'Of this member of staff, else of this outlet.', example: 'cm-01' })
  @IsOptional()
  @IsString()
  @MaxLength(32)
  staffId?: string;

  @ApiPropertyOptional({ example: 'outlet-1' })
  @IsOptional()
  @IsString()
  @MaxLength(32)
  outletId?: string;

  @ApiPropertyOptional({ description: 'Only this month or quarter.', example: '2026-06' })
  @IsOptional()
  @Matches(/^\d{4}-(\d{2}|Q[1-4])$/)
  period?: string;
}
