import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Clock } from '@pcrm/event-sourcing';
import { Caller, pagedBy, Requires, Views, type CallerIdentity, type Page, type Scope } from '@pcrm/platform';
import { stagePlace, type ProgressRow } from '../progress-row.js';
import { ProgressQuery, StageCountsQuery } from './progress-table.dto.js';
import {
  progressTable,
  stageCountsByOutlet,
  stageCountsByStaff,
  type StageCounts,
} from './progress-table.projection.js';
import { progressLine, type ProgressLine } from './progress-table.query.js';

const BY = { own: 'own', outlet: 'outlet', all: 'all' } as const;
const PAGE = 200;
const none: StageCounts = { open: 0, onHold: 0, stages: {} };

/** 商机进程表 (P1). */
@ApiTags('progress-table')
@Controller('progress-table')
export class ProgressTableController {
  constructor(
    @Inject(Views) private readonly views: Views,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Opportunities of the scope by stage, longest at their stage first. */
  @Get()
  @Requires('opportunity.read')
  async list(@Query() query: ProgressQuery, @Caller() { scope }: CallerIdentity): Promise<Page<ProgressLine>> {
    const { stage, staffId } = query;
    const where = {
      ...(stage === undefined && { open: [true] }),
      ...(staffId !== undefined && { staffId: [staffId] }),
    };
    const prefix = stage === undefined ? {} : { prefix: [stagePlace(stage)] };
    const { rows, next } = await this.views.find<ProgressRow>(progressTable, BY, scope, {
      ...pagedBy(query),
      ...prefix,
      where,
    });
    const now = this.clock.now();
    return { items: rows.flatMap(({ doc }) => progressLine(doc, now) ?? []), ...(next !== undefined && { next }) };
  }

  /** How many opportunities stand at which stage: one's own, one manager's, or one outlet's. */
  @Get('counts')
  @Requires('opportunity.read')
  async counts(
    @Query() query: StageCountsQuery,
    @Caller() { scope, staffId: me }: CallerIdentity,
  ): Promise<StageCounts> {
    if (scope.kind === 'own') return await this.read(stageCountsByStaff.name, me);
    const outletId = scope.kind === 'outlet' ? scope.outletId : query.outletId;
    if (query.staffId !== undefined)
      return scope.kind === 'all'
        ? await this.read(stageCountsByStaff.name, query.staffId)
        : await this.counted(query.staffId, scope);
    return outletId === undefined ? none : await this.read(stageCountsByOutlet.name, outletId);
  }

  /** Of one manager, as far as the scope sees their opportunities. */
  private async counted(staffId: string, scope: Scope): Promise<StageCounts> {
    let total = none;
    for (let after: string | undefined; ;) {
      const { rows, next } = await this.views.find<ProgressRow>(progressTable, BY, scope, {
        where: { staffId: [staffId] },
        limit: PAGE,
        ...(after !== undefined && { after }),
      });
      total = rows.reduce((sum, { key, doc }) => stageCountsByStaff.add(sum, doc, key), total);
      if (next === undefined) return total;
      after = next;
    }
  }

  private async read(name: string, key: string): Promise<StageCounts> {
    return (await this.views.open<StageCounts>({ name }, [key])).get(key)?.doc ?? none;
  }
}
