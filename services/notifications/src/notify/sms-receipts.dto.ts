import { WithinDays } from '@pcrm/platform';
import { IsInstant, IsText } from '@pcrm/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsUUID, Matches, Max, Min } from 'class-validator';
import type { SandboxSettings } from './sms/sandbox-settings.js';

/** What the SMS gateway tells about a text of ours, or what the client answered to it. */
export class SmsReportRequest {
  @ApiProperty({ description: 'The key it was sent under.' })
  @IsUUID()
  key!: string;

  @ApiProperty({ enum: ['delivered', 'failed', 'reply'] })
  @IsIn(['delivered', 'failed', 'reply'])
  outcome!: 'delivered' | 'failed' | 'reply';

  @ApiPropertyOptional({ description: 'Why it failed.', example: 'gateway.undeliverable' })
  @IsOptional()
  @Matches(/^[a-z][a-z.-]{0,60}$/)
  reasonCode?: string;

  @ApiPropertyOptional({ description: 'What the client answered.', example: 'TD' })
  @IsOptional()
  @IsText(500)
  text?: string;

  @ApiProperty({ example: '2026-12-01T00:00:07.000Z' })
  @IsInstant()
  @WithinDays()
  at!: string;
}
/** How the sandbox gateway behaves from now on. */
export class SandboxRequest implements SandboxSettings {
  @ApiProperty({ enum: ['accept', 'refuse', 'outage', 'drop-answer'] })
  @IsIn(['accept', 'refuse', 'outage', 'drop-answer'])
  sending!: SandboxSettings['sending'];

  @ApiProperty({ enum: ['deliver', 'fail', 'lose'] })
  @IsIn(['deliver', 'fail', 'lose'])
  receipts!: SandboxSettings['receipts'];

  @ApiProperty({ minimum: 0, maximum: 86_400 })
  @IsInt()
  @Min(0)
  @Max(86_400)
  receiptDelaySeconds!: number;
}
