import { Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsCode } from '@pcrm/contracts';
import {
  answer,
  Caller,
  Fails,
  found,
  IdParam,
  IfMatch,
  inScope,
  pagedBy,
  PageQuery,
  pageOf,
  Requires,
  revised,
  Views,
  type Revised,
} from '@pcrm/platform';
import type { CallerIdentity, CommandAnswer, Page, Scope } from '@pcrm/platform';
import { IsIn, IsOptional } from 'class-validator';
import { StaffAlerts } from '../notifications.tokens.js';
import { recipients } from '../recipients.projection.js';
import { acknowledgeAlert } from './acknowledge-alert/acknowledge-alert.js';
import { alertList, type AlertRow } from './alert-list/alert-list.projection.js';

export type AlertItem = AlertRow & { readonly clientName: string | null };

export class AlertQuery extends PageQuery {
  @ApiPropertyOptional({ enum: ['open', 'acknowledged', 'settled'], default: 'open' })
  @IsIn(['open', 'acknowledged', 'settled'])
  status: AlertRow['status'] = 'open';

  @ApiPropertyOptional({ description: 'Only this outlet; every one within the scope when absent.' })
  @IsOptional()
  @IsCode()
  outletId?: string;
}
/** Alerts go to the outlet head: whoever sees only their own clients has none. */
const BY_SCOPE = { outlet: 'outlet', all: 'all' };

@ApiTags('alerts')
@Controller('alerts')
export class AlertsController {
  constructor(
    @Inject(StaffAlerts) private readonly handle: StaffAlerts,
    @Inject(Views) private readonly views: Views,
  ) {}

  /** Alerts 提醒 to the outlet head, the oldest first. */
  @Get()
  @Requires('alert.read')
  @Fails(404)
  async list(
    @Query() { status, outletId, ...page }: AlertQuery,
    @Caller() { scope }: CallerIdentity,
  ): Promise<Page<AlertItem>> {
    const wanted = outletId === undefined ? scope : outletIn(scope, outletId);
    const listed = await this.views.find(alertList, BY_SCOPE, wanted, { ...pagedBy(page), prefix: [status] });
    const known = await this.views.load(
      recipients,
      scope,
      listed.rows.map(({ doc }) => doc.clientId),
    );
    return pageOf(listed, (row) => ({ ...row, clientName: known.get(row.clientId)?.doc.name ?? null }));
  }

  /** One alert; the ETag is what acknowledging takes as If-Match. */
  @Get(':alertId')
  @Requires('alert.read')
  async one(@IdParam('alertId') alertId: string, @Caller() { scope }: CallerIdentity): Promise<Revised<AlertRow>> {
    const { doc } = await this.views.get(alertList, scope, alertId);
    return revised({ ...doc }, (await this.handle.read(doc.clientId)).revision);
  }

  /** Notes that an alert was seen; it stays until its cause is gone. */
  @Post(':alertId/acknowledge')
  @HttpCode(200)
  @Requires('alert.acknowledge')
  async acknowledge(
    @IdParam('alertId') alertId: string,
    @Caller() { scope, staffId, metadata }: CallerIdentity,
    @IfMatch() revision?: number,
  ): Promise<CommandAnswer> {
    const { clientId } = (await this.views.get(alertList, scope, alertId)).doc;
    const command = { alertId, clientId, staffId, at: metadata.occurredAt };
    return answer({ ...(await this.handle(clientId, acknowledgeAlert, command, metadata, revision)), id: alertId });
  }
}

/** One outlet of those within the scope; any other is not there. */
const outletIn = (scope: Scope, outletId: string): Scope =>
  found(scope.kind !== 'own' && inScope(scope, { outletId }) ? { kind: 'outlet', outletId } : undefined);
