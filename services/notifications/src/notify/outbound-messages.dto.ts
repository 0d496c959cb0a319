import { IsBusinessDate, IsText } from '@pcrm/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PageQuery, WithinDays, Written } from '@pcrm/platform';
import { IsIn, IsObject, IsOptional, IsUUID, Matches, MaxLength } from 'class-validator';
import type { MessageStatus } from './outreach.js';

const STATUSES: readonly MessageStatus[] = [
  'suggested',
  'requested',
  'scheduled',
  'dispatching',
  'dispatched',
  'delivered',
  'failed',
  'unknown',
  'suppressed',
];

export class OutboxQuery extends PageQuery {
  @ApiPropertyOptional({ enum: STATUSES, description: 'Only messages that stand so.' })
  @IsOptional()
  @IsIn(STATUSES)
  status?: MessageStatus;
}
/** Which template for whom, and the values that its own variables take. */
export class MessageDraftRequest {
  @ApiProperty()
  @IsUUID()
  clientId!: string;

  @ApiProperty()
  @IsUUID()
  templateId!: string;

  @ApiPropertyOptional({ example: { product: '本利丰', date: '12月1日' } })
  @IsOptional()
  @IsObject()
  values?: Record<string, string>;
}
export class MessageRequest extends MessageDraftRequest {
  @ApiPropertyOptional({ description: 'The day it is to leave; today when absent.', example: '2026-12-01' })
  @IsOptional()
  @IsBusinessDate()
  @WithinDays({ ahead: 366 })
  on?: string;

  @ApiPropertyOptional({ description: 'The client’s own holding a service message is about.', example: 'BLF-2026-01' })
  @IsOptional()
  @MaxLength(40)
  @Matches(/^[\w-]+$/)
  holding?: string;
}
export class DeclineRequest {
  @ApiProperty({ example: '已当面祝福' })
  @IsText(200)
  @Written()
  reason!: string;
}
