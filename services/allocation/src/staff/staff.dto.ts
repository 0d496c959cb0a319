import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsBusinessDate, IsCode, IsText, STAFF_ROLES, type StaffRole } from '@pcrm/contracts';
import { PageQuery, PlainName, WithinDays } from '@pcrm/platform';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';

export class OpenOutletRequest {
  @IsCode() outletId!: string;
  @IsText(80) @PlainName() name!: string;
}

export class PostRequest {
  /** Absent for staff of the branch. */
  @ApiPropertyOptional()
  @IsOptional()
  @IsCode()
  outletId?: string;

  @IsIn(STAFF_ROLES) role!: StaffRole;

  /** 能力系数 in percent (A4). */
  @IsInt() @Min(50) @Max(150) capacityPercent: number = 100;
}

export class JoinStaffRequest extends PostRequest {
  @IsCode() staffId!: string;
  @IsText(40) @PlainName() name!: string;
  /** Somebody who comes may be entered a quarter before. */
  @WithinDays({ ahead: 92 }) @IsBusinessDate() joinedOn!: string;
}

export class StaffQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Only this outlet; for those who see all.' })
  @IsOptional()
  @IsCode()
  outletId?: string;
}
