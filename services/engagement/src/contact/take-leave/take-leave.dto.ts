import { WithinDays } from '@pcrm/platform';
import { ApiProperty } from '@nestjs/swagger';
import { IsISO8601, IsString, IsUUID, Matches } from 'class-validator';

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const CODE = /^[A-Za-z0-9][A-Za-z0-9-]{0,31}$/;

export class TakeLeaveRequest {
  @ApiProperty({ example: 'cm-01' })
  @IsString()
  @Matches(CODE)
  staffId!: string;

  @ApiProperty({ example: '2026-12-01' })
  @IsISO8601({ strict: true })
  @Matches(DATE)
  @WithinDays({ ahead: 732 })
  from!: string;

  @ApiProperty({ description: 'Last day.', example: '2026-12-05' })
  @IsISO8601({ strict: true })
  @Matches(DATE)
  @WithinDays({ ahead: 732 })
  to!: string;
}

export class LeavesQuery {
  @ApiProperty({ example: 'cm-01' })
  @IsString()
  @Matches(CODE)
  staffId!: string;
}

export class CancelLeaveRequest {
  @ApiProperty({ example: 'cm-01' })
  @IsString()
  @Matches(CODE)
  staffId!: string;

  @ApiProperty({ example: '33333333-3333-4333-8333-333333333333' })
  @IsUUID()
  leaveId!: string;
}
