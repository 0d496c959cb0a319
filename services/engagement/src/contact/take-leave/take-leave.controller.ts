import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { answer, Caller, Requires, type CallerIdentity, type CommandAnswer } from '@pcrm/platform';
import { StaffLeaves } from '../contacting.tokens.js';
import { DutyReading } from '../duty-reading.adapter.js';
import { cancelLeave, takeLeave } from './take-leave.js';
import { CancelLeaveRequest, TakeLeaveRequest } from './take-leave.dto.js';

/** 休假, noted by the outlet head: C1 and C2 are pro-rated for it. */
@ApiTags('leaves')
@Controller('leaves')
export class TakeLeaveController {
  constructor(
    @Inject(StaffLeaves) private readonly handle: StaffLeaves,
    @Inject(DutyReading) private readonly duties: DutyReading,
  ) {}

  /** The leave's id is that of the command. */
  @Post()
  @HttpCode(200)
  @Requires('duty.waive')
  async take(
    @Body() { staffId, from, to }: TakeLeaveRequest,
    @Caller() caller: CallerIdentity,
  ): Promise<CommandAnswer> {
    await this.duties.staff(staffId, caller.scope);
    const { commandId: leaveId, occurredAt: at } = caller.metadata;
    const command = { leaveId, staffId, from, to, by: caller.staffId, at };
    return { ...answer(await this.handle(staffId, takeLeave, command, caller.metadata)), id: leaveId };
  }

  @Post('cancel')
  @HttpCode(200)
  @Requires('duty.waive')
  async cancel(
    @Body() { staffId, leaveId }: CancelLeaveRequest,
    @Caller() { scope, metadata }: CallerIdentity,
  ): Promise<CommandAnswer> {
    await this.duties.staff(staffId, scope);
    const command = { leaveId, staffId, at: metadata.occurredAt };
    return { ...answer(await this.handle(staffId, cancelLeave, command, metadata)), id: leaveId };
  }
}
