import { WithinDays, Written } from '@pcrm/platform';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { CHANNELS, DIRECTIONS, type Channel, type Direction } from '@pcrm/contracts';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { OUTCOMES, PURPOSES, type ContactOutcome, type ContactPurpose } from './contact.events.js';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TEXT = 2_000;

/** 沟通报告 in short: at least one part. */
export class ReportRequest {
  @ApiPropertyOptional({ description: '客户需求', example: '年底有一笔资金到期' })
  @IsOptional()
  @IsString()
  @MaxLength(TEXT)
  @Written()
  needs?: string;

  @ApiPropertyOptional({ description: '对贵宾服务的反馈', example: '满意' })
  @IsOptional()
  @IsString()
  @MaxLength(TEXT)
  @Written()
  feedback?: string;

  @ApiPropertyOptional({ description: '谈及产品' })
  @IsOptional()
  @IsString()
  @MaxLength(TEXT)
  @Written()
  products?: string;

  @ApiPropertyOptional({ description: '异议' })
  @IsOptional()
  @IsString()
  @MaxLength(TEXT)
  @Written()
  objections?: string;

  @ApiPropertyOptional({ description: '小结' })
  @IsOptional()
  @IsString()
  @MaxLength(TEXT)
  @Written()
  summary?: string;
}

export class SubmitReportRequest extends ReportRequest {
  @ApiPropertyOptional({ description: 'The opportunity it is about, where the contact did not say.' })
  @IsOptional()
  @IsUUID()
  opportunityId?: string;
}

class ContactFields {
  @ApiPropertyOptional({ description: '通话或面谈分钟数', example: 12 })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1_440)
  durationMinutes?: number;

  @ApiPropertyOptional({ enum: OUTCOMES, example: 'interested' })
  @IsOptional()
  @IsIn(OUTCOMES)
  outcome?: ContactOutcome;

  @ApiPropertyOptional({ example: '2026-12-01' })
  @IsOptional()
  @IsISO8601({ strict: true })
  @Matches(DATE)
  @WithinDays({ ahead: 366 })
  nextStepOn?: string;

  @ApiPropertyOptional({ description: '下一步', example: '带产品说明书上门' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  @Written()
  nextStep?: string;

  @ApiPropertyOptional({ description: '备注', example: '下午三点后方便接电话' })
  @IsOptional()
  @IsString()
  @MaxLength(TEXT)
  @Written()
  note?: string;

  @ApiPropertyOptional({ description: 'The opportunity it was about.' })
  @IsOptional()
  @IsUUID()
  opportunityId?: string;
}

export class LogContactRequest extends ContactFields {
  @ApiProperty({ example: '22222222-2222-4222-8222-222222222222' })
  @IsUUID()
  clientId!: string;

  @ApiProperty({ enum: CHANNELS, example: 'phone' })
  @IsIn(CHANNELS)
  channel!: Channel;

  @ApiProperty({ enum: DIRECTIONS, example: 'outbound' })
  @IsIn(DIRECTIONS)
  direction!: Direction;

  @ApiProperty({ description: 'Two-way: the client was reached.', example: true })
  @IsBoolean()
  reached!: boolean;

  @ApiProperty({
    description: 'When it happened; it counts then, however late it is logged (C9).',
    example: '2026-11-23T01:30:00.000Z',
  })
  @IsISO8601({ strict: true })
  @Matches(INSTANT)
  @WithinDays()
  contactAt!: string;

  @ApiProperty({ enum: PURPOSES, example: 'maintenance' })
  @IsIn(PURPOSES)
  purpose!: ContactPurpose;

  @ApiPropertyOptional({ type: ReportRequest })
  @IsOptional()
  @ValidateNested()
  @Type(() => ReportRequest)
  report?: ReportRequest;
}

export class CorrectContactRequest extends ContactFields {
  @ApiProperty({ example: '时间记错' })
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  @Written()
  reason!: string;

  @ApiPropertyOptional({ enum: CHANNELS })
  @IsOptional()
  @IsIn(CHANNELS)
  channel?: Channel;

  @ApiPropertyOptional()
  @IsOptional()
  @IsBoolean()
  reached?: boolean;

  @ApiPropertyOptional({ example: '2026-11-23T01:30:00.000Z' })
  @IsOptional()
  @IsISO8601({ strict: true })
  @Matches(INSTANT)
  @WithinDays()
  contactAt?: string;

  @ApiPropertyOptional({ enum: PURPOSES })
  @IsOptional()
  @IsIn(PURPOSES)
  purpose?: ContactPurpose;
}

export class WithdrawContactRequest {
  @ApiProperty({ example: '误记到他人名下' })
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  @Written()
  reason!: string;
}

export class ContactsQuery {
  @ApiProperty({ example: '22222222-2222-4222-8222-222222222222' })
  @IsUUID()
  clientId!: string;
}
