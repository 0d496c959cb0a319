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
import { StaffLeaves } from '../contacting.tokens.js';
import { DutyReading } from '../duty-reading.adapter.js';
import type { LeaveDays } from '../leaves.js';
import { cancelLeave, takeLeave } from './take-leave.js';
import { CancelLeaveRequest, LeavesQuery, TakeLeaveRequest } from './take-leave.dto.js';

type ShownLeave = LeaveDays & { readonly leaveId: string };

/** 休假, noted by the outlet head: C1 and C2 are pro-rated for it. */
@ApiTags('leaves')
@Controller('leaves')
export class TakeLeaveController {
  constructor(
    @Inject(StaffLeaves) private readonly handle: StaffLeaves,
    @Inject(DutyReading) private readonly duties: DutyReading,
  ) {}

  /** The standing leaves of a member of staff; the ETag is what taking and cancelling take as If-Match. */
  @Get()
  @Requires('duty.waive')
  @Fails(404)
  async standing(
    @Query() { staffId }: LeavesQuery,
    @Caller() { scope }: CallerIdentity,
  ): Promise<Revised<{ readonly items: readonly ShownLeave[] }>> {
    await this.duties.staff(staffId, scope);
    const { state, revision } = await this.handle.read(staffId);
    return revised({ items: Object.entries(state).map(([leaveId, days]) => ({ leaveId, ...days })) }, revision);
  }

  /** Notes a leave 休假 of a member of staff. The leave's id is that of the command. */
  @Post()
  @HttpCode(200)
  @Requires('duty.waive')
  async take(
    @Body() { staffId, from, to }: TakeLeaveRequest,
    @Caller() caller: CallerIdentity,
    @IfMatch() revision?: number,
  ): Promise<CommandAnswer> {
    await this.duties.staff(staffId, caller.scope);
    const { commandId: leaveId, occurredAt: at } = caller.metadata;
    const command = { leaveId, staffId, from, to, by: caller.staffId, at };
    return answer({ ...(await this.handle(staffId, takeLeave, command, caller.metadata, revision)), id: leaveId });
  }

  /** Takes a noted leave back. */
  @Post('cancel')
  @HttpCode(200)
  @Requires('duty.waive')
  async cancel(
    @Body() { staffId, leaveId }: CancelLeaveRequest,
    @Caller() { scope, metadata }: CallerIdentity,
    @IfMatch() revision?: number,
  ): Promise<CommandAnswer> {
    await this.duties.staff(staffId, scope);
    const command = { leaveId, staffId, at: metadata.occurredAt };
    return answer({ ...(await this.handle(staffId, cancelLeave, command, metadata, revision)), id: leaveId });
  }
}
