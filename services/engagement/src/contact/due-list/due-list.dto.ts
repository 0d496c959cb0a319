import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';

export class DueQuery {
  @ApiPropertyOptional({ description: 'A member of staff of the scope; absent: oneself.', example: 'cm-01' })
  @IsOptional()
  @IsString()
  @MaxLength(32)
  staffId?: string;

  @ApiPropertyOptional({ minimum: 1, maximum: 200, default: 50 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit: number = 50;

  @ApiPropertyOptional({ description: 'Cursor `next` of the page before.' })
  @IsOptional()
  @IsString()
  @Matches(/^\d{1,6}$/)
  after?: string;
}
