import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { addDays, toShanghaiDate, type Tier } from '@pcrm/contracts';
import { Clock } from '@pcrm/event-sourcing';
import {
  BadInput,
  Caller,
  found,
  IdParam,
  pagedBy,
  Requires,
  revised,
  Views,
  type CallerIdentity,
  type Page,
  type Revised,
} from '@pcrm/platform';
import { AccountReader, type ShownAverage, type ShownBalances } from '../account-reader.adapter.js';
import { ClientAccess } from '../client-access.adapter.js';
import { clientList } from './client-list/client-list.projection.js';
import { indexesOf, listed, whereOf, type ListedClient } from './client-list/client-list.query.js';
import type { ClientRow } from './client-list/client-row.js';
import { BalanceNeededQuery, NearThresholdQuery } from './lists.dto.js';

/** 客户卡片: one client, masked, with average and balances. */
export type ClientCard = ListedClient & {
  readonly average: ShownAverage | null;
  readonly balances: ShownBalances | null;
};
/** A client whose average crosses a standard soon if balances stay, and what would take them up by then. */
export type NearThreshold = ListedClient & {
  readonly crossing: { readonly tier: Tier; readonly direction: 'reach' | 'lose'; readonly on: string };
  /** Balance needed from tomorrow to have the standard in `days` days, in fen; null where nothing is closed yet. */
  readonly balanceNeededFen: number | null;
};

@ApiTags('clients')
@Controller()
export class ClientCardController {
  constructor(
    @Inject(Views) private readonly views: Views,
    @Inject(ClientAccess) private readonly access: ClientAccess,
    @Inject(AccountReader) private readonly accounts: AccountReader,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** One client, masked; unmasked fields are asked for by POST clients/:clientId/reveal. Its ETag is what PATCH clients/:clientId/file takes as If-Match. */
  @Get('clients/:clientId')
  @Requires('client.read')
  async card(@IdParam('clientId') clientId: string, @Caller() { scope }: CallerIdentity): Promise<Revised<ClientCard>> {
    const revision = await this.access.revisionOf(clientId, scope);
    const row = found(await this.access.row(clientId));
    const [average, balances] = await Promise.all([this.accounts.average(clientId), this.accounts.balances(clientId)]);
    const current = average && {
      averageFen: average.averageFen,
      averageAsOf: average.asOf,
      coveredDays: average.coveredDays,
    };
    return revised({ ...listed(row, this.today()), ...current, average: average ?? null, balances }, revision);
  }

  /** The balance needed from tomorrow to reach a tier's standard on a date. */
  @Get('clients/:clientId/balance-needed')
  @Requires('client.read')
  async needed(
    @IdParam('clientId') clientId: string,
    @Query() { tier, by }: BalanceNeededQuery,
    @Caller() { scope }: CallerIdentity,
  ): Promise<{ readonly balanceFen: number | null }> {
    await this.access.to(clientId, scope);
    const closed = await this.accounts.closedThrough();
    if (closed !== undefined && (by <= closed || by > addDays(closed, 366))) {
      throw new BadInput([
        {
          field: 'by',
          rule: 'isAhead',
          zh: '应在最近已日终的营业日之后一年以内',
          en: 'must be after the last closed business date, within a year',
        },
      ]);
    }
    return { balanceFen: await this.accounts.needed(clientId, tier, by) };
  }

  /** Clients who reach or lose a standard within so many days if balances stay, the soonest first. */
  @Get('near-threshold')
  @Requires('client.list')
  async near(@Query() query: NearThresholdQuery, @Caller() { scope }: CallerIdentity): Promise<Page<NearThreshold>> {
    const by = addDays(this.today(), query.days);
    const { rows, next } = await this.views.find<ClientRow>(clientList, indexesOf('crossing'), scope, {
      ...pagedBy(query),
      where: whereOf({}, await this.views.activeTable(clientList.name)),
      to: by,
    });
    const items = await Promise.all(rows.map(({ doc }) => this.nearing(doc, by)));
    return { items, ...(next !== undefined && { next }) };
  }

  private async nearing(row: ClientRow, by: string): Promise<NearThreshold> {
    const [what, on] = Object.entries(row.crossings).toSorted(([, a], [, b]) => (a < b ? -1 : 1))[0] ?? [
      'gold:reach',
      by,
    ];
    const [tier, direction] = what.split(':') as [Tier, 'reach' | 'lose'];
    const balanceNeededFen = await this.accounts.needed(row.clientId, tier, by);
    return { ...listed(row, this.today()), crossing: { tier, direction, on }, balanceNeededFen };
  }

  private today(): string {
    return toShanghaiDate(this.clock.now());
  }
}
