import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  Caller,
  IdParam,
  PageQuery,
  pagedBy,
  pageOf,
  Requires,
  Views,
  type CallerIdentity,
  type Page,
} from '@pcrm/platform';
import { allotGold } from './allot-gold/allot-gold.js';
import { assignClient } from './assign-client/assign-client.js';
import { historyOf, type AssignmentHistory } from './assignment-history/assignment-history.query.js';
import { AdviserRequest, MoveRequest, MovesRequest, ReleaseRequest, TransferRequest } from './assignments.dto.js';
import { attachAdviser } from './attach-adviser/attach-adviser.js';
import { bookClients } from './book-clients.projection.js';
import type { BookClientRow } from './book-clients.row.js';
import { BookDesk, type AssignmentAnswer } from './book-desk.adapter.js';
import { detachAdviser } from './detach-adviser/detach-adviser.js';
import { dismissClient } from './dismiss-client/dismiss-client.js';
import { moveClients } from './move-clients/move-clients.js';
import { previewMoves, type MovesPreview } from './move-clients/preview-moves.js';
import { proposalOf, type Proposal } from './proposals/proposals.query.js';
import { reassignClient } from './reassign-client/reassign-client.js';
import { releaseClient } from './release-client/release-client.js';

@ApiTags('assignments')
@Controller('assignments')
export class AssignmentsController {
  constructor(
    @Inject(BookDesk) private readonly desk: BookDesk,
    @Inject(Views) private readonly views: Views,
  ) {}

  /** Gives a client nobody maintains to one maintainer (A1–A9). */
  @Post()
  @HttpCode(200)
  @Requires('client.assign')
  async assign(@Body() body: MoveRequest, @Caller() caller: CallerIdentity): Promise<AssignmentAnswer> {
    this.desk.mindOverride([body.reason], caller);
    return await this.desk.decide([body.clientId], assignClient, { ...body }, caller);
  }

  /** Gives a maintained client to another maintainer. */
  @Post('reassign')
  @HttpCode(200)
  @Requires('client.assign')
  async reassign(@Body() body: MoveRequest, @Caller() caller: CallerIdentity): Promise<AssignmentAnswer> {
    this.desk.mindOverride([body.reason], caller);
    return await this.desk.decide([body.clientId], reassignClient, { ...body }, caller);
  }

  /** Allots a gold client to a lobby manager or teller by the band of the average (A8). */
  @Post('allot')
  @HttpCode(200)
  @Requires('client.assign')
  async allot(@Body() body: MoveRequest, @Caller() caller: CallerIdentity): Promise<AssignmentAnswer> {
    this.desk.mindOverride([body.reason], caller);
    return await this.desk.decide([body.clientId], allotGold, { ...body }, caller);
  }

  /** Up to 1 000 moves in one book, all or none. */
  @Post('batch')
  @HttpCode(200)
  @Requires('client.assign')
  async batch(@Body() { moves }: MovesRequest, @Caller() caller: CallerIdentity): Promise<AssignmentAnswer> {
    this.desk.mindOverride(
      moves.map(({ reason }) => reason),
      caller,
    );
    return await this.desk.decide(
      moves.map(({ clientId }) => clientId),
      moveClients,
      { moves },
      caller,
    );
  }

  /** The same moves tried without doing them: every refusal, warnings, loads before and after. */
  @Post('preview')
  @HttpCode(200)
  @Requires('client.assign')
  async preview(@Body() { moves }: MovesRequest, @Caller() caller: CallerIdentity): Promise<MovesPreview> {
    const outletId = await this.desk.outletOf(
      moves.map(({ clientId }) => clientId),
      caller,
    );
    const { state } = await this.desk.books.read(outletId);
    return previewMoves({ ...(await this.desk.deciding(outletId)), moves }, state);
  }

  @Post('release')
  @HttpCode(200)
  @Requires('client.assign')
  async release(@Body() body: ReleaseRequest, @Caller() caller: CallerIdentity): Promise<AssignmentAnswer> {
    return await this.desk.decide([body.clientId], releaseClient, { ...body }, caller);
  }

  /** 财富顾问 or 理财顾问 beside the maintainer (A5, A6). */
  @Post('advisers/attach')
  @HttpCode(200)
  @Requires('client.assign')
  async attach(@Body() body: AdviserRequest, @Caller() caller: CallerIdentity): Promise<AssignmentAnswer> {
    return await this.desk.decide([body.clientId], attachAdviser, { ...body }, caller);
  }

  @Post('advisers/detach')
  @HttpCode(200)
  @Requires('client.assign')
  async detach(@Body() body: AdviserRequest, @Caller() caller: CallerIdentity): Promise<AssignmentAnswer> {
    return await this.desk.decide([body.clientId], detachAdviser, { ...body }, caller);
  }

  /** Moves a client to another outlet: released here first, admitted there after that. */
  @Post('transfer')
  @HttpCode(200)
  @Requires('client.assign')
  async transfer(@Body() body: TransferRequest, @Caller() caller: CallerIdentity): Promise<AssignmentAnswer> {
    await this.desk.mindOutlet(body.toOutletId);
    return await this.desk.decide([body.clientId], dismissClient, { ...body }, caller);
  }

  /** Open proposals to re-assign, oldest first. */
  @Get('proposals')
  @Requires('book.read')
  async proposals(@Query() query: PageQuery, @Caller() { scope }: CallerIdentity): Promise<Page<Proposal>> {
    const by = { outlet: 'proposedByOutlet', all: 'proposed' };
    return pageOf(await this.views.find<BookClientRow>(bookClients, by, scope, pagedBy(query)), proposalOf);
  }

  /** Who maintained and advised the client on which days. */
  @Get(':clientId')
  @Requires('book.read')
  async history(
    @IdParam('clientId') clientId: string,
    @Caller() { scope }: CallerIdentity,
  ): Promise<AssignmentHistory> {
    return historyOf((await this.views.get<BookClientRow>(bookClients, scope, clientId)).doc);
  }
}
