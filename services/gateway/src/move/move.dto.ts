import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const POSITION = /^\d{1,40}$/;
/** 32 bytes. */
const WRAPPING_KEY = /^[\w-]{43}$/;

export class MovePageQuery {
  @ApiPropertyOptional({ description: 'Facts of one page.', minimum: 1, maximum: 1_000, default: 500 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1_000)
  limit: number = 500;

  @ApiPropertyOptional({ description: 'Position of the last fact of the page before.' })
  @IsOptional()
  @Matches(POSITION)
  after?: string;
}

export class ImportQuery {
  @ApiPropertyOptional({ description: 'Position that the facts before these were answered with.' })
  @IsOptional()
  @Matches(POSITION)
  after?: string;

  @ApiProperty({ description: 'Until when all that fell due had been done where the facts come from.' })
  @Matches(INSTANT)
  moved!: string;
}

/** Numbered from 0; a page opens only in its place. */
class KeysPageRequest {
  @ApiProperty({
    description: 'Key made from a passphrase, 32 bytes in base64url. It is not kept.',
    example: 'c2Nyd'.padEnd(43, 'A'),
  })
  @Matches(WRAPPING_KEY)
  wrappingKey!: string;

  @ApiProperty()
  @IsInt()
  @Min(0)
  @Max(10_000_000)
  page!: number;
}

export class ExportKeysRequest extends KeysPageRequest {
  @ApiPropertyOptional({ description: 'What the page before gave as `next`.' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  after?: string;
}

export class ImportKeysRequest extends KeysPageRequest {
  @ApiProperty({ description: 'A page as it was exported.' })
  @IsString()
  @MaxLength(250_000)
  sealed!: string;
}
