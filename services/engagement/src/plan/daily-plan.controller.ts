import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Clock, PCRM_NAMESPACE, uuidV5, type Metadata } from '@pcrm/event-sourcing';
import { toShanghaiDate } from '@pcrm/contracts';
import { answer, Caller, found, IdParam, Requires, type CallerIdentity, type CommandAnswer } from '@pcrm/platform';
import { confirmPlan } from './confirm-plan/confirm-plan.js';
import { planId } from './daily-plan.js';
import { DropPlanItemRequest, PlanQuery } from './daily-plan.dto.js';
import { planLine, type PlanLine } from './daily-plan.query.js';
import { dropPlanItem, keepPlanItem } from './keep-plan/keep-plan.js';
import { DailyPlans, DueItems } from './plan.tokens.js';
import { proposePlan } from './propose-plan/propose-plan.js';

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

  /** Today's plan: what stands in it, then who is due and not in it yet, and what is done. */
  @Get('today')
  @Requires('duty.read')
  async today(@Query() query: PlanQuery, @Caller() caller: CallerIdentity): Promise<PlanAnswer> {
    const staffId = query.staffId ?? caller.staffId;
    const date = toShanghaiDate(this.clock.now());
    const due = await this.dueItems.due(staffId, date, caller.scope);
    const { items, confirmedAt } = (await this.handle.read(planId(staffId, date))).state;
    const inPlan = new Set(items.map(({ clientId }) => clientId));
    const open = confirmedAt === null ? due.filter(({ clientId }) => !inPlan.has(clientId)) : [];
    const fresh = open
      .slice(0, Math.max(0, this.dueItems.most - items.length))
      .map((item) => ({ ...item, state: 'proposed' as const, reasonCode: null }));
    const all = [...items, ...fresh];
    const clients = await this.dueItems.clients(
      all.map(({ clientId }) => clientId),
      { staffId, date },
      caller.scope,
    );
    return { staffId, date, confirmedAt, items: all.map((item) => planLine(item, clients.get(item.clientId))) };
  }

  /** Writes today's proposal down. */
  @Post('today/propose')
  @HttpCode(200)
  @Requires('plan.work')
  async propose(@Caller() caller: CallerIdentity): Promise<CommandAnswer> {
    return await this.proposed(caller, caller.metadata);
  }

  /** Keeps a proposed client, or adds another one of the scope. */
  @Post('today/items/:clientId/keep')
  @HttpCode(200)
  @Requires('plan.work')
  async keep(@IdParam('clientId') clientId: string, @Caller() caller: CallerIdentity): Promise<CommandAnswer> {
    const { staffId, metadata } = caller;
    const date = toShanghaiDate(metadata.occurredAt);
    found((await this.dueItems.clients([clientId], { staffId, date }, caller.scope)).get(clientId));
    await this.proposed(caller, first(metadata));
    const command = { staffId, date, clientId, at: metadata.occurredAt };
    return answer(await this.handle(planId(staffId, date), keepPlanItem, command, metadata));
  }

  /** Leaves a client out of today's plan, with a reason; 404 for one neither in it nor of the scope. */
  @Post('today/items/:clientId/drop')
  @HttpCode(200)
  @Requires('plan.work')
  async drop(
    @IdParam('clientId') clientId: string,
    @Body() { reasonCode, note }: DropPlanItemRequest,
    @Caller() caller: CallerIdentity,
  ): Promise<CommandAnswer> {
    const { staffId, metadata } = caller;
    const date = toShanghaiDate(metadata.occurredAt);
    const { items } = (await this.handle.read(planId(staffId, date))).state;
    if (!items.some((item) => item.clientId === clientId)) {
      found((await this.dueItems.clients([clientId], { staffId, date }, caller.scope)).get(clientId));
    }
    await this.proposed(caller, first(metadata));
    const command = { staffId, date, clientId, reasonCode, note, at: metadata.occurredAt };
    return answer(await this.handle(planId(staffId, date), dropPlanItem, command, metadata));
  }

  /** Confirms the day; who is due and was not dropped is in the plan. */
  @Post('today/confirm')
  @HttpCode(200)
  @Requires('plan.work')
  async confirm(@Caller() caller: CallerIdentity): Promise<CommandAnswer> {
    const { staffId, metadata } = caller;
    await this.proposed(caller, first(metadata));
    const date = toShanghaiDate(metadata.occurredAt);
    return answer(
      await this.handle(planId(staffId, date), confirmPlan, { staffId, date, at: metadata.occurredAt }, metadata),
    );
  }

  /** Adds who is due to a plan that is not confirmed and has room. */
  private async proposed({ staffId, scope }: CallerIdentity, metadata: Metadata): Promise<CommandAnswer> {
    const date = toShanghaiDate(metadata.occurredAt);
    const id = planId(staffId, date);
    const { items, confirmedAt } = (await this.handle.read(id)).state;
    const inPlan = new Set(items.map(({ clientId }) => clientId));
    const all = confirmedAt === null ? await this.dueItems.due(staffId, date, scope) : [];
    const due = all
      .filter(({ clientId }) => !inPlan.has(clientId))
      .slice(0, Math.max(0, this.dueItems.most - items.length));
    return answer(await this.handle(id, proposePlan, { staffId, date, due, at: metadata.occurredAt }, metadata));
  }
}

/** The metadata of what a command has done before itself: an id of its own, so that neither is taken for the other. */
const first = (metadata: Metadata): Metadata => ({
  ...metadata,
  commandId: uuidV5(PCRM_NAMESPACE, `propose-plan|${metadata.commandId}`),
});
