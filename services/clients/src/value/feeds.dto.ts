import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Min } from 'class-validator';

/** A flag in an address. */
export type YesOrNo = 'true' | 'false';

export class TakeFeedQuery {
  /** `false`: more will follow by PATCH; the end of the body need not be the end of a line. */
  @IsOptional() @IsIn(['true', 'false']) last?: YesOrNo;
}
export class ContinueFeedQuery extends TakeFeedQuery {
  /** Byte of the whole upload at which this body begins. */
  @Type(() => Number) @IsInt() @Min(0) offset!: number;
}
