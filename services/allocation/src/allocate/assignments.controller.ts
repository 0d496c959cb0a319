import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  Caller,
  IdParam,
  IfMatch,
  pagedBy,
  Requires,
  revised,
  Views,
  type CallerIdentity,
  type Page,
  type Revised,
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
import { OfOutletQuery, within } from './of-outlet.dto.js';
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
  async assign(
    @Body() body: MoveRequest,
    @Caller() caller: CallerIdentity,
    @IfMatch() ifRevision: number | undefined,
  ): Promise<AssignmentAnswer> {
    this.desk.mindOverride([body.reason], caller);
    return await this.desk.decide({ clientIds: [body.clientId], caller, ifRevision }, assignClient, { ...body });
  }

  /** Gives a maintained client to another maintainer. */
  @Post('reassign')
  @HttpCode(200)
  @Requires('client.assign')
  async reassign(
    @Body() body: MoveRequest,
    @Caller() caller: CallerIdentity,
    @IfMatch() ifRevision: number | undefined,
  ): Promise<AssignmentAnswer> {
    this.desk.mindOverride([body.reason], caller);
    return await this.desk.decide({ clientIds: [body.clientId], caller, ifRevision }, reassignClient, { ...body });
  }

  /** Allots a gold client to a lobby manager or teller by the band of the average (A8). */
  @Post('allot')
  @HttpCode(200)
  @Requires('client.assign')
  async allot(
    @Body() body: MoveRequest,
    @Caller() caller: CallerIdentity,
    @IfMatch() ifRevision: number | undefined,
  ): Promise<AssignmentAnswer> {
    this.desk.mindOverride([body.reason], caller);
    return await this.desk.decide({ clientIds: [body.clientId], caller, ifRevision }, allotGold, { ...body });
  }

  /** Up to 1 000 moves in one book, all or none. */
  @Post('batch')
  @HttpCode(200)
  @Requires('client.assign')
  async batch(
    @Body() { moves }: MovesRequest,
    @Caller() caller: CallerIdentity,
    @IfMatch() ifRevision: number | undefined,
  ): Promise<AssignmentAnswer> {
    this.desk.mindOverride(
      moves.map(({ reason }) => reason),
      caller,
    );
    const clientIds = moves.map(({ clientId }) => clientId);
    return await this.desk.decide({ clientIds, caller, ifRevision }, moveClients, { moves });
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

  /** Takes a client out of a book; nobody maintains them then. */
  @Post('release')
  @HttpCode(200)
  @Requires('client.assign')
  async release(
    @Body() body: ReleaseRequest,
    @Caller() caller: CallerIdentity,
    @IfMatch() ifRevision: number | undefined,
  ): Promise<AssignmentAnswer> {
    return await this.desk.decide({ clientIds: [body.clientId], caller, ifRevision }, releaseClient, { ...body });
  }

  /** Attaches an adviser 财富顾问 or 理财顾问 beside the maintainer (A5, A6). */
  @Post('advisers/attach')
  @HttpCode(200)
  @Requires('client.assign')
  async attach(
    @Body() body: AdviserRequest,
    @Caller() caller: CallerIdentity,
    @IfMatch() ifRevision: number | undefined,
  ): Promise<AssignmentAnswer> {
    return await this.desk.decide({ clientIds: [body.clientId], caller, ifRevision }, attachAdviser, { ...body });
  }

  /** Ends the support of an adviser. */
  @Post('advisers/detach')
  @HttpCode(200)
  @Requires('client.assign')
  async detach(
    @Body() body: AdviserRequest,
    @Caller() caller: CallerIdentity,
    @IfMatch() ifRevision: number | undefined,
  ): Promise<AssignmentAnswer> {
    return await this.desk.decide({ clientIds: [body.clientId], caller, ifRevision }, detachAdviser, { ...body });
  }

  /** Moves a client to another outlet: released here first, admitted there after that. */
  @Post('transfer')
  @HttpCode(200)
  @Requires('client.assign')
  async transfer(
    @Body() body: TransferRequest,
    @Caller() caller: CallerIdentity,
    @IfMatch() ifRevision: number | undefined,
  ): Promise<AssignmentAnswer> {
    await this.desk.mindOutlet(body.toOutletId);
    return await this.desk.decide({ clientIds: [body.clientId], caller, ifRevision }, dismissClient, { ...body });
  }

  /** Open proposals to re-assign, oldest first. */
  @Get('proposals')
  @Requires('book.read')
  async proposals(@Query() query: OfOutletQuery, @Caller() { scope }: CallerIdentity): Promise<Page<Proposal>> {
    const by = { outlet: 'proposedByOutlet', all: 'proposed' };
    const find = { ...pagedBy(query), show: proposalOf };
    return await this.views.page<BookClientRow, Proposal>(bookClients, by, within(scope, query), find);
  }

  /** Who maintained and advised the client on which days. The ETag is that of the outlet's book: what every change here takes as If-Match. */
  @Get(':clientId')
  @Requires('book.read')
  async history(
    @IdParam('clientId') clientId: string,
    @Caller() { scope }: CallerIdentity,
  ): Promise<Revised<AssignmentHistory>> {
    const { doc } = await this.views.get<BookClientRow>(bookClients, scope, clientId);
    const { outletId, staffId, revision } = await this.desk.standing(clientId);
    return revised({ ...historyOf(doc), outletId, staffId }, revision);
  }
}
