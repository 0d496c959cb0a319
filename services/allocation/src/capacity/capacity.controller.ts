import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { BRANCH_KEY, toShanghaiDate } from '@pcrm/contracts';
import { Clock } from '@pcrm/event-sourcing';
import {
  answer,
  Caller,
  IfMatch,
  Requires,
  revised,
  type CallerIdentity,
  type CommandAnswer,
  type Revised,
} from '@pcrm/platform';
import { approveCapacity } from './approve-capacity/approve-capacity.js';
import { versionOn, type CapacityVersion } from './capacity-policy.events.js';
import type { ProposedCapacity } from './capacity-policy.js';
import { ProposeCapacityRequest, VersionParam } from './capacity.dto.js';
import { CapacityPolicies } from './capacity.tokens.js';
import { dropCapacity } from './drop-capacity/drop-capacity.js';
import { proposeCapacity } from './propose-capacity/propose-capacity.js';

/** The versions of the capacity policy; `inForce`: today's. */
export type CapacityPoliciesAnswer = {
  readonly inForce: number;
  readonly adopted: readonly CapacityVersion[];
  readonly proposed: readonly ProposedCapacity[];
};

@ApiTags('capacity-policies')
@Controller('capacity-policies')
export class CapacityController {
  constructor(
    @Inject(CapacityPolicies) private readonly handle: CapacityPolicies,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** All versions of the capacity policy, the one in force today, and what waits for a second person. */
  @Get()
  @Requires('capacity-policy.read')
  async list(): Promise<Revised<CapacityPoliciesAnswer>> {
    const { state, revision } = await this.handle.read(BRANCH_KEY);
    const { adopted, proposed } = state;
    return revised({ inForce: versionOn(adopted, this.today()).version, adopted, proposed }, revision);
  }

  /** Other numbers from a date on; they wait for a second person. */
  @Post()
  @HttpCode(200)
  @Requires('capacity-policy.propose')
  async propose(
    @Body() { effectiveFrom, terms }: ProposeCapacityRequest,
    @Caller() { staffId, metadata }: CallerIdentity,
    @IfMatch() revision?: number,
  ): Promise<CommandAnswer> {
    const command = { effectiveFrom, terms, proposedBy: staffId, today: this.today() };
    return answer(await this.handle(BRANCH_KEY, proposeCapacity, command, metadata, revision));
  }

  /** Agrees to a version that somebody else proposed. */
  @Post(':version/approve')
  @HttpCode(200)
  @Requires('capacity-policy.approve')
  async approve(
    @Param() { version }: VersionParam,
    @Caller() { staffId, metadata }: CallerIdentity,
    @IfMatch() revision?: number,
  ): Promise<CommandAnswer> {
    const command = { version, approvedBy: staffId, today: this.today() };
    return answer(await this.handle(BRANCH_KEY, approveCapacity, command, metadata, revision));
  }

  /** Turns a proposed version down. */
  @Post(':version/drop')
  @HttpCode(200)
  @Requires('capacity-policy.approve')
  async drop(
    @Param() { version }: VersionParam,
    @Caller() { staffId, metadata }: CallerIdentity,
    @IfMatch() revision?: number,
  ): Promise<CommandAnswer> {
    const command = { version, droppedBy: staffId };
    return answer(await this.handle(BRANCH_KEY, dropCapacity, command, metadata, revision));
  }

  private today(): string {
    return toShanghaiDate(this.clock.now());
  }
}
