import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Clock, type Decide } from '@pcrm/event-sourcing';
import {
  answer,
  Caller,
  found,
  IdParam,
  IfMatch,
  Requires,
  revised,
  type CallerIdentity,
  type CommandAnswer,
} from '@pcrm/platform';
import { advanceOpportunity } from './advance-opportunity/advance-opportunity.js';
import { holdOpportunity, resumeOpportunity } from './hold-opportunity/hold-opportunity.js';
import {
  AdvanceOpportunityRequest,
  NextStepRequest,
  ReasonRequest,
  TerminateOpportunityRequest,
} from './opportunity.dto.js';
import { planNextStep } from './plan-next-step/plan-next-step.js';
import { ProgressReading } from './progress-reading.adapter.js';
import { gateOf, type ProgressRow } from './progress-row.js';
import { progressLine, type ProgressLine } from './progress-table/progress-table.query.js';
import type { Pursuit } from './pursuit.js';
import type { PursuitFact } from './pursuit.events.js';
import { Pursuits } from './pursuits.tokens.js';
import { reopenOpportunity } from './reopen-opportunity/reopen-opportunity.js';
import { terminateOpportunity } from './terminate-opportunity/terminate-opportunity.js';

type OfOpportunity = { readonly opportunityId: string; readonly at: string };
type Asked = {
  readonly opportunityId: string;
  readonly caller: CallerIdentity;
  readonly ifRevision?: number | undefined;
};

/** 商机: what a manager does with an opportunity of their own. */
@ApiTags('opportunities')
@Controller('opportunities')
export class OpportunityController {
  constructor(
    @Inject(Pursuits) private readonly handle: Pursuits,
    @Inject(ProgressReading) private readonly progress: ProgressReading,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The open opportunity of a client; 404 when there is none. */
  @Get('open/:clientId')
  @Requires('opportunity.read')
  async openOf(@IdParam('clientId') clientId: string, @Caller() { scope }: CallerIdentity): Promise<ProgressLine> {
    return await this.line(await this.progress.openOf(clientId, scope));
  }

  @Get(':opportunityId')
  @Requires('opportunity.read')
  async one(@IdParam('opportunityId') id: string, @Caller() { scope }: CallerIdentity): Promise<ProgressLine> {
    return await this.line(await this.progress.byOpportunity(id, scope));
  }

  /** Ids of the messages behind what the progress table shows of it. */
  @Get(':opportunityId/why')
  @Requires('opportunity.read')
  async why(@IdParam('opportunityId') id: string, @Caller() { scope }: CallerIdentity): Promise<object> {
    const { opportunity, reports, missing } = await this.progress.byOpportunity(id, scope);
    return {
      messages: opportunity?._evidence ?? [],
      reports: reports.map(({ contactId }) => contactId),
      fileLacks: missing,
    };
  }

  /** P1–P5. 422 `opportunity.report-missing`, `opportunity.file-incomplete` (details `missing`), `opportunity.reason-missing`. */
  @Post(':opportunityId/advance')
  @HttpCode(200)
  @Requires('opportunity.work')
  async advance(
    @IdParam('opportunityId') opportunityId: string,
    @Body() { to, reason }: AdvanceOpportunityRequest,
    @Caller() caller: CallerIdentity,
    @IfMatch() ifRevision: number | undefined,
  ): Promise<CommandAnswer> {
    const row = await this.progress.byOpportunity(opportunityId, caller.scope);
    return await this.decide({ opportunityId, caller, ifRevision }, advanceOpportunity, {
      to,
      reason,
      gate: gateOf(row),
    });
  }

  @Post(':opportunityId/hold')
  @HttpCode(200)
  @Requires('opportunity.work')
  async hold(
    @IdParam('opportunityId') opportunityId: string,
    @Body() { reason }: ReasonRequest,
    @Caller() caller: CallerIdentity,
    @IfMatch() ifRevision: number | undefined,
  ): Promise<CommandAnswer> {
    return await this.decide({ opportunityId, caller, ifRevision }, holdOpportunity, { reason });
  }

  @Post(':opportunityId/resume')
  @HttpCode(200)
  @Requires('opportunity.work')
  async resume(
    @IdParam('opportunityId') opportunityId: string,
    @Caller() caller: CallerIdentity,
    @IfMatch() ifRevision: number | undefined,
  ): Promise<CommandAnswer> {
    return await this.decide({ opportunityId, caller, ifRevision }, resumeOpportunity, {});
  }

  /** P1: the next step of the invitation plan. */
  @Post(':opportunityId/next-step')
  @HttpCode(200)
  @Requires('opportunity.work')
  async nextStep(
    @IdParam('opportunityId') opportunityId: string,
    @Body() { on, note }: NextStepRequest,
    @Caller() caller: CallerIdentity,
    @IfMatch() ifRevision: number | undefined,
  ): Promise<CommandAnswer> {
    return await this.decide({ opportunityId, caller, ifRevision }, planNextStep, { on, note });
  }

  /** P4: ends the follow-up when the client declines. */
  @Post(':opportunityId/terminate')
  @HttpCode(200)
  @Requires('opportunity.terminate')
  async terminate(
    @IdParam('opportunityId') opportunityId: string,
    @Body() { reasonCode, reason }: TerminateOpportunityRequest,
    @Caller() caller: CallerIdentity,
    @IfMatch() ifRevision: number | undefined,
  ): Promise<CommandAnswer> {
    return await this.decide({ opportunityId, caller, ifRevision }, terminateOpportunity, { reasonCode, reason });
  }

  /** 422 `opportunity.cool-off` while the client's wish holds. */
  @Post(':opportunityId/reopen')
  @HttpCode(200)
  @Requires('opportunity.work')
  async reopen(
    @IdParam('opportunityId') opportunityId: string,
    @Body() { reason }: ReasonRequest,
    @Caller() caller: CallerIdentity,
    @IfMatch() ifRevision: number | undefined,
  ): Promise<CommandAnswer> {
    return await this.decide({ opportunityId, caller, ifRevision }, reopenOpportunity, { reason });
  }

  /** The line with the revision of the pursuit as ETag: what every change here takes as If-Match. */
  private async line(row: ProgressRow): Promise<ProgressLine> {
    const { revision } = await this.handle.read(row.clientId);
    return revised(found(progressLine(row, this.clock.now())), revision);
  }

  private async decide<Command extends OfOpportunity>(
    { opportunityId, caller, ifRevision }: Asked,
    decision: Decide<Command, Pursuit, PursuitFact>,
    what: Omit<Command, keyof OfOpportunity>,
  ): Promise<CommandAnswer> {
    const { clientId } = await this.progress.byOpportunity(opportunityId, caller.scope);
    const command = { ...what, opportunityId, at: caller.metadata.occurredAt } as unknown as Command;
    return answer({
      ...(await this.handle(clientId, decision, command, caller.metadata, ifRevision)),
      id: opportunityId,
    });
  }
}
