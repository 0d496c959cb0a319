import { WithinDays } from '@pcrm/platform';
import { IsBusinessDate, OutreachTerms } from '@pcrm/contracts';
import { Type } from 'class-transformer';
import { IsDefined, IsInt, Min, ValidateNested } from 'class-validator';

export class ProposeOutreachRequest {
  @WithinDays() @IsBusinessDate() effectiveFrom!: string;
  @IsDefined() @ValidateNested() @Type(() => OutreachTerms) terms!: OutreachTerms;
}
export class PolicyVersionParam {
  @Type(() => Number) @IsInt() @Min(2) version!: number;
}
