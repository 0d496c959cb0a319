import type { Readable } from 'node:stream';
import { Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Clock } from '@pcrm/event-sourcing';
import { BadInput, Fails, Requires, Streamed, Upload, wholeUpload } from '@pcrm/platform';
import { readFactLines } from './fact-lines.js';
import { FactMover, type FactAt, type FactsTaken } from './fact-mover.js';
import { ImportQuery, MovePageQuery } from './move.dto.js';

/** Most bytes of facts taken in at once. */
const MOST_BYTES = 32 * 1_024 * 1_024;

export type FactsPage = {
  /** The clock here when the page was read. */
  readonly now: string;
  readonly facts: readonly FactAt[];
};

/** All facts of the installation, out and in: backup, restore, and the move to another edition. */
@ApiTags('operations')
@Controller('internal/facts')
export class FactsController {
  constructor(
    @Inject(FactMover) private readonly mover: FactMover,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The next facts of all streams behind a position, in their order; personal fields are sealed. An empty page: no more are there. */
  @Get()
  @Requires('installation.move')
  async page(@Query() { after, limit }: MovePageQuery): Promise<FactsPage> {
    return { now: this.clock.now(), facts: await this.mover.page(after, limit) };
  }

  /**
   * Takes in facts of another installation, one JSON line each, in their order behind those before. 422 `facts.differ` when another
   * one stands in the place of one of them, `facts.not-empty`, `facts.keys-first`.
   */
  @Post('import')
  @HttpCode(200)
  @Streamed()
  @Requires('installation.move')
  @Fails(422)
  async take(@Query() { after, moved }: ImportQuery, @Upload() upload: Readable): Promise<FactsTaken> {
    const bytes = await wholeUpload(upload, MOST_BYTES);
    const { facts, wrong } = readFactLines(new TextDecoder().decode(bytes));
    if (wrong.length > 0) throw new BadInput(wrong);
    return await this.mover.take({ moved, facts, ...(after !== undefined && { after }) });
  }

  /** All facts are in: they are said, heard and shown from now on, and what falls due is done again. */
  @Post('import/end')
  @HttpCode(204)
  @Requires('installation.move')
  async end(): Promise<void> {
    await this.mover.end();
  }
}
