import { Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { dayNumber } from '@pcrm/contracts';
import type { Handler } from '@pcrm/event-sourcing';
import { Fails, Backstage, BadInput, Caller, HandlerOf, Requires, type CallerIdentity } from '@pcrm/platform';
import { CLOSE_JOB, type CloseAnswer } from '../feed-pieces.js';
import { BUSINESS_CALENDAR, businessCalendar, type BusinessCalendar } from './business-calendar.js';
import type { BusinessCalendarEvent } from './business-calendar.events.js';

@ApiTags('business-days')
@Controller('business-days')
export class BusinessDaysController {
  constructor(
    @Inject(Backstage) private readonly backstage: Backstage,
    @Inject(HandlerOf(businessCalendar)) private readonly calendar: Handler<BusinessCalendar, BusinessCalendarEvent>,
  ) {}

  /** The last closed business date, and those whose closing is under way. */
  @Get()
  @Requires('business-day.close')
  async list(): Promise<{ readonly closedThrough: string | null; readonly closing: readonly string[] }> {
    const { closedThrough, closing } = (await this.calendar.read(BUSINESS_CALENDAR)).state;
    return { closedThrough: closedThrough ?? null, closing };
  }

  /** Closes a business date and all before it; answers when every client was looked at. Closed already: nothing happens. */
  @Post(':date/close')
  @HttpCode(200)
  @Requires('business-day.close')
  @Fails(422)
  async close(@Param('date') businessDate: string, @Caller() { staffId }: CallerIdentity): Promise<CloseAnswer> {
    if (Number.isNaN(dayNumber(businessDate)))
      throw new BadInput([
        {
          field: 'date',
          rule: 'isBusinessDate',
          zh: '应为 2026-06-01 这样的日期',
          en: 'must be a date like 2026-06-01',
        },
      ]);
    return await this.backstage.call<CloseAnswer>(CLOSE_JOB, { businessDate, actor: staffId });
  }
}
