import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { toShanghaiDate } from '@pcrm/contracts';
import { Clock, type Find } from '@pcrm/event-sourcing';
import { Caller, pagedBy, Requires, shownFor, Views, type CallerIdentity, type Page, type Scope } from '@pcrm/platform';
import { clientList } from './client-list/client-list.projection.js';
import { indexesOf, listed, whereOf, type Filters, type ListedClient } from './client-list/client-list.query.js';
import type { ClientRow } from './client-list/client-row.js';
import { hitsPage } from './client-list/hits-page.js';
import { ClientSearch } from './client-search.adapter.js';
import { ClientListQuery, PotentialsQuery, SearchClientsRequest } from './lists.dto.js';

/** A page of clients. `total`: how many the whole list has; on its first page, and not where it is `capped`. */
export type ClientPage = Page<ListedClient> & {
  readonly total?: number;
  /** More clients are found by the text than are looked through: some are on no page. */
  readonly capped?: true;
};

/** How rows are listed on a day. */
const listedOn = shownFor(listed);

@ApiTags('clients')
@Controller()
export class ClientListController {
  constructor(
    @Inject(Views) private readonly views: Views,
    @Inject(ClientSearch) private readonly search: ClientSearch,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The client list 客户列表: one's own clients, those of the outlet, or all; filtered, sorted by average, number or last change. */
  @Get('clients')
  @Requires('client.list')
  async list(@Query() query: ClientListQuery, @Caller() { scope }: CallerIdentity): Promise<ClientPage> {
    return await this.page(query, scope);
  }

  /** The same, found by name, pinyin initials, client number, phone or its last four digits. */
  @Post('clients/search')
  @HttpCode(200)
  @Requires('client.list')
  async find(@Body() request: SearchClientsRequest, @Caller() { scope }: CallerIdentity): Promise<ClientPage> {
    if (request.text === undefined) return await this.page(request, scope);
    const { rows: hits, whole } = await this.search.find(request.text, scope, await this.where(request));
    const asked = pagedBy(request);
    const { rows, next } = hitsPage(hits, { ...asked, sort: request.sort });
    return {
      items: rows.map(this.shownToday()),
      ...(next !== undefined && { next }),
      ...(whole && asked.after === undefined && { total: hits.length }),
      ...(!whole && { capped: true }),
    };
  }

  /** Potential VIP clients 潜在贵宾客户 by A2a and A2b, those marked last first. */
  @Get('potentials')
  @Requires('client.list')
  async potentials(@Query() query: PotentialsQuery, @Caller() { scope }: CallerIdentity): Promise<Page<ListedClient>> {
    const where = await this.where(query.basis ? { potential: query.basis } : {});
    return await this.views.page(clientList, indexesOf('potential'), scope, {
      ...pagedBy(query),
      where,
      reverse: true,
      show: this.shownToday(),
    });
  }

  private async page(query: ClientListQuery, scope: Scope): Promise<ClientPage> {
    const [by, where] = [indexesOf(query.sort), await this.where(query)];
    const find = { ...pagedBy(query), where, reverse: query.sort !== 'number', show: this.shownToday() };
    const page = await this.views.page(clientList, by, scope, find);
    if (find.after !== undefined) return page;
    return page.with({ total: await this.views.count<ClientRow>(clientList, by, scope, { where }) });
  }

  private async where(filters: Filters): Promise<NonNullable<Find['where']>> {
    return whereOf(filters, await this.views.activeTable(clientList.name));
  }

  /** How rows of one page are shown. */
  private shownToday(): (row: ClientRow) => ListedClient {
    return listedOn(toShanghaiDate(this.clock.now()));
  }
}
