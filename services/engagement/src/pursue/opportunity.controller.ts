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
  type Revised,
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
/** What the progress table's line of an opportunity rests on. */
type OpportunityEvidence = {
  /** Ids of messages, oldest first. */
  readonly messages: readonly string[];
  /** Ids of the contacts reported on. */
  readonly reports: readonly string[];
  /** Parts of the file that P5 still asks for; `file` while nothing is known of it. */
  readonly fileLacks: readonly string[];
};
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
  async openOf(
    @IdParam('clientId') clientId: string,
    @Caller() { scope }: CallerIdentity,
  ): Promise<Revised<ProgressLine>> {
    return await this.line(await this.progress.openOf(clientId, scope));
  }

  /** One opportunity as the progress table shows it. Its ETag is what every change takes as If-Match. */
  @Get(':opportunityId')
  @Requires('opportunity.read')
  async one(@IdParam('opportunityId') id: string, @Caller() { scope }: CallerIdentity): Promise<Revised<ProgressLine>> {
    return await this.line(await this.progress.byOpportunity(id, scope));
  }

  /** Ids of the messages behind what the progress table shows of it. */
  @Get(':opportunityId/why')
  @Requires('opportunity.read')
  async why(@IdParam('opportunityId') id: string, @Caller() { scope }: CallerIdentity): Promise<OpportunityEvidence> {
    const row = await this.progress.byOpportunity(id, scope);
    const { opportunity, reports } = row;
    return {
      messages: opportunity?._evidence ?? [],
      reports: reports.map(({ contactId }) => contactId),
      fileLacks: gateOf(row).missing,
    };
  }

  /** Moves an opportunity to another stage (P1–P5). 422 `opportunity.report-missing`, `opportunity.file-incomplete` (details `missing`), `opportunity.reason-missing`. */
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

  /** Puts an opportunity on hold, with a reason. */
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

  /** Goes on with an opportunity that was on hold. */
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

  /** Plans the next step of the invitation plan (P1). */
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

  /** Ends the follow-up when the client declines (P4). */
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

  /** Takes up an opportunity again that was ended. 422 `opportunity.cool-off` while the client's wish holds. */
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
  private async line(row: ProgressRow): Promise<Revised<ProgressLine>> {
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
