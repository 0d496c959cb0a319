import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { toShanghaiDate } from '@pcrm/contracts';
import { Clock, type Handler } from '@pcrm/event-sourcing';
import {
  answer,
  Caller,
  HandlerOf,
  IdParam,
  IfMatch,
  Requires,
  revised,
  type CallerIdentity,
  type CommandAnswer,
  type Revised,
} from '@pcrm/platform';
import { policyOn } from '../policy.js';
import { approvePolicy } from './approve-policy/approve-policy.js';
import { proposePolicy } from './propose-policy/propose-policy.js';
import { ProposePolicyRequest, type TierRulesBody } from './tier-policies.dto.js';
import { TIER_POLICY, tierPolicy, type TierPolicy } from './tier-policy.js';
import type { TierPolicyEvent } from './tier-policy.events.js';

type ProposedTierRules = CommandAnswer & { readonly proposalId: string };
/** The versions of the tier rules and what waits for a second person; `inForce`: today's. */
type TierPolicies = TierPolicy & { readonly inForce: number };

@ApiTags('tier-policies')
@Controller('tier-policies')
export class TierPoliciesController {
  constructor(
    @Inject(HandlerOf(tierPolicy)) private readonly handle: Handler<TierPolicy, TierPolicyEvent>,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** All versions, the one in force today, and what waits for a second person. */
  @Get()
  @Requires('tier-policy.read')
  async list(): Promise<Revised<TierPolicies>> {
    const { state, revision } = await this.handle.read(TIER_POLICY);
    return revised({ ...state, inForce: policyOn(state.versions, this.today()).version }, revision);
  }

  /** Lays new rules before a second person. 422 `policy.effective-in-past`, unless re-evaluation is asked for. */
  @Post()
  @HttpCode(200)
  @Requires('tier-policy.propose')
  async propose(
    @Body() { rules, effectiveFrom, reevaluate }: ProposePolicyRequest,
    @Caller() { staffId, metadata }: CallerIdentity,
    @IfMatch() revision?: number,
  ): Promise<ProposedTierRules> {
    const command = {
      proposalId: metadata.commandId,
      rules: plain(rules),
      effectiveFrom,
      reevaluate,
      proposedBy: staffId,
      today: this.today(),
    };
    const done = await this.handle(TIER_POLICY, proposePolicy, command, metadata, revision);
    return answer(done, { proposalId: metadata.commandId });
  }

  /** Agrees to a proposal of somebody else. Where it asks for re-evaluation, everybody is looked at again from now on. */
  @Post(':proposalId/approve')
  @HttpCode(200)
  @Requires('tier-policy.approve')
  async approve(
    @IdParam('proposalId') proposalId: string,
    @Caller() { staffId, metadata }: CallerIdentity,
    @IfMatch() revision?: number,
  ): Promise<CommandAnswer> {
    const command = { proposalId, approvedBy: staffId, today: this.today() };
    return answer(await this.handle(TIER_POLICY, approvePolicy, command, metadata, revision));
  }

  private today(): string {
    return toShanghaiDate(this.clock.now());
  }
}

/** The rules as plain data, without the classes of the request. */
const plain = ({ thresholdsFen, window, watchMonths, largeMovement, coolOffDays, forecastDays }: TierRulesBody) => ({
  ...{
    thresholdsFen: { ...thresholdsFen },
    window,
    watchMonths: { ...watchMonths },
    largeMovement: { ...largeMovement },
  },
  ...{ coolOffDays, forecastDays },
});
