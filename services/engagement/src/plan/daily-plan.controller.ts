import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Clock, type Decide } from '@pcrm/event-sourcing';
import { toShanghaiDate } from '@pcrm/contracts';
import {
  Fails,
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
import { confirmPlan } from './confirm-plan/confirm-plan.js';
import type { PlanFact } from './daily-plan.events.js';
import { planId, type DailyPlan } from './daily-plan.js';
import { DropPlanItemRequest, PlanQuery } from './daily-plan.dto.js';
import { planLine, type PlanLine } from './daily-plan.query.js';
import { dropPlanItem, keepPlanItem } from './keep-plan/keep-plan.js';
import { DailyPlans, DueItems } from './plan.tokens.js';
import { oncePlanned, proposePlan, toPropose, type ProposePlan } from './propose-plan/propose-plan.js';

type PlanAnswer = {
  readonly staffId: string;
  readonly date: string;
  readonly confirmedAt: string | null;
  readonly items: readonly PlanLine[];
};

/** 日常管理计划 of today (C0). */
@ApiTags('daily-plans')
@Controller('daily-plans')
export class DailyPlanController {
  constructor(
    @Inject(DailyPlans) private readonly handle: DailyPlans,
    @Inject(DueItems) private readonly dueItems: DueItems,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Today's plan: what stands in it, then who is due and not in it yet, and what is done. The ETag is what every change takes as If-Match. */
  @Get('today')
  @Requires('duty.read')
  @Fails(404)
  async today(@Query() query: PlanQuery, @Caller() caller: CallerIdentity): Promise<Revised<PlanAnswer>> {
    const staffId = query.staffId ?? caller.staffId;
    const date = toShanghaiDate(this.clock.now());
    const due = await this.dueItems.due(staffId, date, caller.scope);
    const { state, revision } = await this.handle.read(planId(staffId, date));
    const fresh = toPropose(due, state, this.dueItems.most);
    const all = [...state.items, ...fresh.map((item) => ({ ...item, state: 'proposed' as const, reasonCode: null }))];
    const clients = await this.dueItems.clients(
      all.map(({ clientId }) => clientId),
      { staffId, date },
      caller.scope,
    );
    const lines = all.map((item) => planLine(item, clients.get(item.clientId)));
    return revised({ staffId, date, confirmedAt: state.confirmedAt, items: lines }, revision);
  }

  /** Writes today's proposal down. */
  @Post('today/propose')
  @HttpCode(200)
  @Requires('plan.work')
  @Fails(404)
  async propose(@Caller() caller: CallerIdentity, @IfMatch() ifRevision: number | undefined): Promise<CommandAnswer> {
    const plan = await this.due(caller);
    const id = planId(plan.staffId, plan.date);
    return answer(await this.handle(id, proposePlan, plan, caller.metadata, ifRevision));
  }

  /** Keeps a proposed client, or adds another one of the scope. */
  @Post('today/items/:clientId/keep')
  @HttpCode(200)
  @Requires('plan.work')
  async keep(
    @IdParam('clientId') clientId: string,
    @Caller() caller: CallerIdentity,
    @IfMatch() ifRevision: number | undefined,
  ): Promise<CommandAnswer> {
    const { staffId, metadata } = caller;
    const date = toShanghaiDate(metadata.occurredAt);
    found((await this.dueItems.clients([clientId], { staffId, date }, caller.scope)).get(clientId));
    const command = { staffId, date, clientId, at: metadata.occurredAt };
    return await this.decide({ caller, ifRevision }, keepPlanItem, command);
  }

  /** Leaves a client out of today's plan, with a reason; 404 for one neither in it nor of the scope. */
  @Post('today/items/:clientId/drop')
  @HttpCode(200)
  @Requires('plan.work')
  async drop(
    @IdParam('clientId') clientId: string,
    @Body() { reasonCode, note }: DropPlanItemRequest,
    @Caller() caller: CallerIdentity,
    @IfMatch() ifRevision: number | undefined,
  ): Promise<CommandAnswer> {
    const { staffId, metadata } = caller;
    const date = toShanghaiDate(metadata.occurredAt);
    const { items } = (await this.handle.read(planId(staffId, date))).state;
    if (!items.some((item) => item.clientId === clientId)) {
      found((await this.dueItems.clients([clientId], { staffId, date }, caller.scope)).get(clientId));
    }
    const command = { staffId, date, clientId, reasonCode, note, at: metadata.occurredAt };
    return await this.decide({ caller, ifRevision }, dropPlanItem, command);
  }

  /** Confirms the day; who is due and was not dropped is in the plan. */
  @Post('today/confirm')
  @HttpCode(200)
  @Requires('plan.work')
  @Fails(404)
  async confirm(@Caller() caller: CallerIdentity, @IfMatch() ifRevision: number | undefined): Promise<CommandAnswer> {
    const { staffId, metadata } = caller;
    const command = { staffId, date: toShanghaiDate(metadata.occurredAt), at: metadata.occurredAt };
    return await this.decide({ caller, ifRevision }, confirmPlan, command);
  }

  /** Decides about today's plan with everybody in it who is due. */
  private async decide<Command>(
    { caller, ifRevision }: { readonly caller: CallerIdentity; readonly ifRevision: number | undefined },
    decide: Decide<Command, DailyPlan, PlanFact>,
    then: Command,
  ): Promise<CommandAnswer> {
    const plan = await this.due(caller);
    const id = planId(plan.staffId, plan.date);
    return answer(await this.handle(id, oncePlanned(decide), { plan, then }, caller.metadata, ifRevision));
  }

  /** Who is due for a plan that is not confirmed and has room. */
  private async due({ staffId, scope, metadata }: CallerIdentity): Promise<ProposePlan> {
    const date = toShanghaiDate(metadata.occurredAt);
    const { state } = await this.handle.read(planId(staffId, date));
    const due = toPropose(await this.dueItems.due(staffId, date, scope), state, this.dueItems.most);
    return { staffId, date, due, at: metadata.occurredAt };
  }
}
