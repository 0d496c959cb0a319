import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Length, Max, Min, ValidateIf } from 'class-validator';
import { AVERAGE_BANDS, IsBusinessDate, IsCode, TIERS, type AverageBand, type Tier } from '@pcrm/contracts';
import { PageQuery, WithinDays } from '@pcrm/platform';
import { SORTS, type ClientSort } from './client-list/client-list.query.js';

const yesOrNo = ({ value }: { readonly value: unknown }): unknown =>
  value === 'true' ? true : value === 'false' ? false : value;

/** Filters and order of the client list. */
export class ClientListQuery extends PageQuery {
  @IsOptional() @IsIn(TIERS) tier?: Tier;
  @IsOptional() @IsIn(AVERAGE_BANDS) band?: AverageBand;
  @IsOptional() @IsCode() outletId?: string;
  @IsOptional() @IsIn(['reached', 'judged']) potential?: 'reached' | 'judged';
  @IsOptional() @Transform(yesOrNo) @IsBoolean() watched?: boolean;
  /** 已确立 / 未确立服务关系. */
  @IsOptional() @Transform(yesOrNo) @IsBoolean() established?: boolean;
  @IsIn(SORTS) sort: ClientSort = 'average';
}

/** A search: its text travels in the body, never in a URL. */
export class SearchClientsRequest extends ClientListQuery {
  /** Name or its beginning, pinyin initials, client number, whole phone or its last four digits. */
  @ValidateIf((_, text) => text !== undefined) @IsString() @Length(1, 40) text?: string;
}

export class PotentialsQuery extends PageQuery {
  /** `reached` A2a, `judged` A2b; both when absent. */
  @IsOptional() @IsIn(['reached', 'judged']) basis?: 'reached' | 'judged';
}

export class NearThresholdQuery extends PageQuery {
  /** Crossings foreseen within so many days. */
  @Type(() => Number) @IsInt() @Min(1) @Max(366) days: number = 30;
}

export class BalanceNeededQuery {
  @IsIn(TIERS) tier!: Tier;
  /** Business date by which the average is to reach the standard. */
  @WithinDays() @IsBusinessDate() by!: string;
}
