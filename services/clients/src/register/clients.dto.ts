import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  CHANNELS,
  IsBusinessDate,
  IsCode,
  OCCUPATIONS,
  ORIENTATIONS,
  TIERS,
  type Channel,
  type Occupation,
  type Orientation,
  type Tier,
} from '@pcrm/contracts';
import { Fen, PlainName, WithinDays, Written } from '@pcrm/platform';

/** A day of the year, solar 公历 or lunar 农历. */
export class ImportantDayBody {
  @IsIn(['solar', 'lunar']) calendar!: 'solar' | 'lunar';
  @IsInt() @Min(1) @Max(12) month!: number;
  @IsInt() @Min(1) @Max(31) day!: number;
  @IsOptional() @IsBoolean() leapMonth?: boolean;
  @IsOptional() @IsInt() @Min(1900) @Max(2100) year?: number;
}

/** Parts of the VIP file; what is left out stays as it is. */
export class FileBody {
  @IsOptional() @IsString() @Length(1, 40) @PlainName() name?: string;
  @IsOptional() @Matches(/^\+?[\d -]{5,20}$/) phone?: string;
  @IsOptional() @Matches(/^[A-Za-z0-9()-]{5,24}$/) idNumber?: string;
  @IsOptional() @ValidateNested() @Type(() => ImportantDayBody) birthday?: ImportantDayBody;
  @IsOptional() @IsIn(OCCUPATIONS) occupation?: Occupation;
  @IsOptional() @IsIn(ORIENTATIONS) orientation?: Orientation;
  @IsOptional() @IsIn(CHANNELS) preferredChannel?: Channel;
}

/** Signed before the takeover. */
export class SignedBody {
  @IsIn(TIERS) tier!: Tier;
  @WithinDays() @IsBusinessDate() signedOn!: string;
}

export class RegisterClientRequest extends FileBody {
  /** 客户号. */
  @IsCode() clientNo!: string;
  @IsCode() outletId!: string;
  @IsOptional() @ValidateNested() @Type(() => SignedBody) signed?: SignedBody;
  @Fen({ description: 'Annual daily average of the older records.', optional: true }) openingAverageFen?: number;
}

export class UpdateFileRequest extends FileBody {}

/** What can be shown unmasked. */
export const REVEALABLE = ['name', 'phone', 'idNumber', 'birthday'] as const;
export class RevealRequest {
  @IsString() @Length(2, 200) @Written() purpose!: string;
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(REVEALABLE.length)
  @IsIn(REVEALABLE, { each: true })
  fields!: (typeof REVEALABLE)[number][];
}
