import { WithinDays, Written } from '@pcrm/platform';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsString, IsUUID, Matches, MaxLength, MinLength } from 'class-validator';

export class WaiversQuery {
  @ApiProperty({ example: '22222222-2222-4222-8222-222222222222' })
  @IsUUID()
  clientId!: string;
}

export class WaiveDutyRequest {
  @ApiProperty({ example: '22222222-2222-4222-8222-222222222222' })
  @IsUUID()
  clientId!: string;

  @ApiProperty({ description: 'C3, C4 or C5; C1 and C2 are refused.', example: 'C3' })
  @IsIn(['C1', 'C2', 'C3', 'C4', 'C5'])
  rule!: string;

  @ApiProperty({ example: '2026-06' })
  @IsString()
  @Matches(/^\d{4}-(0[1-9]|1[0-2]|Q[1-4]|W\d{2})$/)
  @WithinDays({ ahead: 366 })
  period!: string;

  @ApiProperty({ example: '客户住院' })
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  @Written()
  reason!: string;
}
