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
import { versionOn } from '../built-in-policy.js';
import { OutreachPolicies } from '../notifications.tokens.js';
import { approvePolicy } from './approve-policy/approve-policy.js';
import { PolicyVersionParam, ProposeOutreachRequest } from './outreach-policies.dto.js';
import type { OutreachVersion } from './outreach-policy.events.js';
import type { ProposedOutreach } from './outreach-policy.js';
import { proposePolicy } from './propose-policy/propose-policy.js';

/** The versions of the outreach policy; `inForce`: today's. */
export type OutreachPoliciesAnswer = {
  readonly inForce: number;
  readonly adopted: readonly OutreachVersion[];
  readonly proposed: readonly ProposedOutreach[];
};

@ApiTags('outreach-policies')
@Controller('outreach-policies')
export class OutreachPoliciesController {
  constructor(
    @Inject(OutreachPolicies) private readonly handle: OutreachPolicies,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** All versions of the outreach policy, the one in force today, and what waits for a second person. */
  @Get()
  @Requires('outreach-policy.read')
  async list(): Promise<Revised<OutreachPoliciesAnswer>> {
    const { state, revision } = await this.handle.read(BRANCH_KEY);
    const { adopted, proposed } = state;
    return revised({ inForce: versionOn(adopted, this.today()).version, adopted, proposed }, revision);
  }

  /** Proposes another window, cap, signature or calendar from a date on; it waits for a second person. */
  @Post()
  @HttpCode(200)
  @Requires('outreach-policy.propose')
  async propose(
    @Body() body: ProposeOutreachRequest,
    @Caller() { staffId, metadata }: CallerIdentity,
    @IfMatch() revision?: number,
  ): Promise<CommandAnswer> {
    const { effectiveFrom, terms } = body;
    const command = { effectiveFrom, terms, proposedBy: staffId, today: this.today() };
    return answer(await this.handle(BRANCH_KEY, proposePolicy, command, metadata, revision));
  }

  /** Agrees to a version that somebody else proposed. */
  @Post(':version/approve')
  @HttpCode(200)
  @Requires('outreach-policy.approve')
  async approve(
    @Param() { version }: PolicyVersionParam,
    @Caller() { staffId, metadata }: CallerIdentity,
    @IfMatch() revision?: number,
  ): Promise<CommandAnswer> {
    const command = { version, approvedBy: staffId, today: this.today() };
    return answer(await this.handle(BRANCH_KEY, approvePolicy, command, metadata, revision));
  }

  private today(): string {
    return toShanghaiDate(this.clock.now());
  }
}
