import { WithinDays } from '@pcrm/platform';
import { CapacityNumbers, IsBusinessDate } from '@pcrm/contracts';
import { Type } from 'class-transformer';
import { IsDefined, IsInt, Min, ValidateNested } from 'class-validator';

export class ProposeCapacityRequest {
  @WithinDays() @IsBusinessDate() effectiveFrom!: string;
  @IsDefined() @ValidateNested() @Type(() => CapacityNumbers) terms!: CapacityNumbers;
}

export class VersionParam {
  @Type(() => Number) @IsInt() @Min(2) version!: number;
}
