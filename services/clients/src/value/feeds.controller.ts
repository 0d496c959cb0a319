import type { Readable } from 'node:stream';
import { Controller, Get, Headers, HttpCode, Inject, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FileEncoding } from '@pcrm/contracts';
import { RowStore, type Sealer } from '@pcrm/event-sourcing';
import {
  Fails,
  Backstage,
  Caller,
  encodingOf,
  found,
  IdParam,
  pagedBy,
  PageQuery,
  reasonWords,
  Requires,
  Sealing,
  Streamed,
  Upload,
  type CallerIdentity,
  type Page,
} from '@pcrm/platform';
import {
  CORE_BANKING,
  feedsTable,
  FEED_JOB,
  rejectedTable,
  sealedFor,
  statusOf,
  type FeedPiece,
  type FeedStatus,
  type RejectedRow,
} from '../feed-pieces.js';
import { ContinueFeedQuery, TakeFeedQuery } from './feeds.dto.js';
import { FIRST_PIECE_BYTES, piecesOf } from './pieces-of.adapter.js';
import type { FeedFormat } from './take-feed/feed-format.js';

/** A line that could not be taken, as its uploader sees it. */
type ShownRejected = Omit<RejectedRow, 'feedId'> & ReturnType<typeof reasonWords>;

@ApiTags('feeds')
@Controller('feeds')
export class FeedsController {
  constructor(
    @Inject(Backstage) private readonly backstage: Backstage,
    @Inject(RowStore) private readonly rows: RowStore,
    @Inject(Sealing) private readonly sealer: Sealer,
  ) {}

  /** Takes a feed of any size: CSV or JSON lines, UTF-8 or GB18030 by charset. The Idempotency-Key is the feed's id; `last=false` says that more will follow. */
  @Post()
  @HttpCode(200)
  @Streamed()
  @Requires('feed.upload')
  @Fails(422)
  async take(
    @Upload() upload: Readable,
    @Query() { last }: TakeFeedQuery,
    @Headers('content-type') type: string | undefined,
    @Caller() caller: CallerIdentity,
  ): Promise<FeedStatus> {
    return await this.send(
      upload,
      { feedId: caller.metadata.commandId, uploader: caller.staffId, ...kindOf(type), offset: 0 },
      last !== 'false',
    );
  }

  /** Goes on with an upload from the byte its status names. What was taken already is not taken again. */
  @Patch(':feedId')
  @Streamed()
  @Requires('feed.upload')
  @Fails(422)
  async goOn(
    @IdParam('feedId') feedId: string,
    @Upload() upload: Readable,
    @Query() { last, offset }: ContinueFeedQuery,
    @Caller() { staffId }: CallerIdentity,
  ): Promise<FeedStatus> {
    const { format, encoding } = await this.feed(feedId);
    return await this.send(upload, { feedId, uploader: staffId, format, encoding, offset }, last !== 'false');
  }

  /** How far it has come, and what became of its lines. */
  @Get(':feedId')
  @Requires('feed.upload')
  async status(@IdParam('feedId') feedId: string): Promise<FeedStatus> {
    return statusOf(await this.feed(feedId));
  }

  /** Rejected lines in order, with field, reason and the original text: for its uploader only, that of core banking's topic for the branch analyst. */
  @Get(':feedId/rejected')
  @Requires('feed.upload')
  async rejected(
    @IdParam('feedId') feedId: string,
    @Query() query: PageQuery,
    @Caller() caller: CallerIdentity,
  ): Promise<Page<ShownRejected>> {
    const readable = mayRead(caller, await this.feed(feedId));
    const { rows, next } = await this.rows.find<RejectedRow>(rejectedTable, {
      index: 'feed',
      prefix: [feedId],
      ...pagedBy(query),
    });
    const items = await Promise.all(
      rows.map(async ({ doc: { line, field, reason, text } }) => {
        const shown = text !== null && readable ? await this.sealer.openWhole(sealedFor(feedId), text) : null;
        return { line, field, reason, text: shown as string | null, ...reasonWords(reason) };
      }),
    );
    return { items, ...(next !== undefined && { next }) };
  }

  private async send(
    upload: Readable,
    start: Omit<FeedPiece, 'bytes' | 'skipped' | 'last'>,
    whole: boolean,
  ): Promise<FeedStatus> {
    let { offset } = start;
    let status: FeedStatus | undefined;
    const sizes = offset === 0 ? { first: FIRST_PIECE_BYTES } : {};
    for await (const { bytes, skipped, last } of piecesOf(upload, whole, sizes)) {
      const size = bytes.length + skipped;
      const piece: FeedPiece = { ...start, offset, bytes, skipped, last };
      status = await this.backstage.call<FeedStatus>(FEED_JOB, piece, [bytes.buffer]);
      offset += size;
    }
    return status ?? (await this.status(start.feedId));
  }

  private async feed(feedId: string): Promise<FeedStatus> {
    await this.rows.declare(feedsTable);
    await this.rows.declare(rejectedTable);
    return found((await this.rows.load<FeedStatus>(feedsTable, [feedId])).get(feedId)).doc;
  }
}

/** Nobody has sent what comes on the topic: whoever uploads feeds and sees all clients looks after it, no other machine. */
const mayRead = ({ staffId, scope }: CallerIdentity, { uploader }: FeedStatus): boolean =>
  uploader === staffId || (uploader === CORE_BANKING && scope.kind === 'all');

/** CSV unless the content type says JSON lines. */
function kindOf(contentType = ''): { readonly format: FeedFormat; readonly encoding: FileEncoding } {
  return {
    format: /ndjson|jsonl|json/i.test(contentType) ? 'ndjson' : 'csv',
    encoding: encodingOf(contentType),
  };
}
