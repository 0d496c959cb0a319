import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  Fails,
  answer,
  Caller,
  IfMatch,
  Requires,
  revised,
  type CallerIdentity,
  type CommandAnswer,
  type Revised,
} from '@pcrm/platform';
import { DutyWaivers } from '../contacting.tokens.js';
import { DutyReading } from '../duty-reading.adapter.js';
import type { Waiver } from '../waivers.js';
import { waiveDuty } from './waive-duty.js';
import { WaiveDutyRequest, WaiversQuery } from './waive-duty.dto.js';

/** C9: what the outlet head lets go for a month. */
@ApiTags('waivers')
@Controller('waivers')
export class WaiveDutyController {
  constructor(
    @Inject(DutyWaivers) private readonly handle: DutyWaivers,
    @Inject(DutyReading) private readonly duties: DutyReading,
  ) {}

  /** What was waived for a client, by whom and why, newest first; the ETag is what a waiver takes as If-Match. */
  @Get()
  @Requires('duty.read')
  @Fails(404)
  async standing(
    @Query() { clientId }: WaiversQuery,
    @Caller() { scope }: CallerIdentity,
  ): Promise<Revised<{ readonly items: readonly Waiver[] }>> {
    await this.duties.client(clientId, scope);
    const { state, revision } = await this.handle.read(clientId);
    return revised({ items: Object.values(state).toSorted((a, b) => (a.at < b.at ? 1 : -1)) }, revision);
  }

  /** Waives a duty of a client for a month or spell, with a reason (C9). 422 `waiver.not-allowed` for C1 and C2. */
  @Post()
  @HttpCode(200)
  @Requires('duty.waive')
  async waive(
    @Body() request: WaiveDutyRequest,
    @Caller() { staffId: by, scope, metadata }: CallerIdentity,
    @IfMatch() revision?: number,
  ): Promise<CommandAnswer> {
    const { clientId, rule, period, reason } = request;
    await this.duties.client(clientId, scope);
    const command = { clientId, rule, period, reason, by, at: metadata.occurredAt };
    return answer(await this.handle(clientId, waiveDuty, command, metadata, revision));
  }
}
