import type { Readable } from 'node:stream';
import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { readCsvFile, toShanghaiDate, type CsvRow, type RejectedLine } from '@pcrm/contracts';
import { Clock } from '@pcrm/event-sourcing';
import {
  answer,
  asKept,
  Caller,
  encodingOf,
  found,
  IfMatch,
  importReport,
  metadataOfLine,
  PageQuery,
  pagedBy,
  Requires,
  revised,
  Streamed,
  Upload,
  Views,
  wholeUpload,
  type CallerIdentity,
  type CommandAnswer,
  type ImportReport,
  type Page,
  type Revised,
} from '@pcrm/platform';
import { openOutlet } from './open-outlet/open-outlet.js';
import { outletList, type OutletRow } from './outlet-list/outlet-list.projection.js';
import { LARGEST_BYTES, OUTLET_COLUMNS, outletLine, type OutletLine } from './staff-file.js';
import { OpenOutletRequest } from './staff.dto.js';
import { Outlets } from './staff.tokens.js';

@ApiTags('outlets')
@Controller('outlets')
export class OutletsController {
  constructor(
    @Inject(Outlets) private readonly handle: Outlets,
    @Inject(Views) private readonly views: Views,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** All outlets of the branch: codes and names, no client's data. */
  @Get()
  @Requires('staff.list')
  async list(@Query() query: PageQuery): Promise<Page<OutletRow>> {
    const find = { index: 'key', ...pagedBy(query), show: asKept<OutletRow> };
    return await this.views.openPage<OutletRow, OutletRow>(outletList, find);
  }

  /** One outlet, with the ETag that another name takes as If-Match. */
  @Get(':outletId')
  @Requires('staff.list')
  async one(@Param('outletId') outletId: string): Promise<Revised<OutletRow>> {
    const { state, revision } = await this.handle.read(outletId);
    return revised({ outletId, name: found(state.name) }, revision);
  }

  /** Opens an outlet, or gives it another name. */
  @Post()
  @HttpCode(200)
  @Requires('outlet.manage')
  async open(
    @Body() { outletId, name }: OpenOutletRequest,
    @Caller() { metadata }: CallerIdentity,
    @IfMatch() revision?: number,
  ): Promise<CommandAnswer> {
    const on = toShanghaiDate(this.clock.now());
    return answer(await this.handle(outletId, openOutlet, { outletId, name, on }, metadata, revision));
  }

  /** A CSV file `outletId,name`; the same file again changes nothing. */
  @Post('import')
  @HttpCode(200)
  @Streamed()
  @Requires('outlet.manage')
  async import(
    @Upload() upload: Readable,
    @Headers('content-type') contentType: string | undefined,
    @Caller() { metadata }: CallerIdentity,
  ): Promise<ImportReport> {
    const on = toShanghaiDate(this.clock.now());
    const bytes = await wholeUpload(upload, LARGEST_BYTES);
    const file = readCsvFile(bytes, encodingOf(contentType), { required: OUTLET_COLUMNS });
    const good: { readonly row: CsvRow; readonly line: OutletLine }[] = [];
    const rejected: RejectedLine[] = [...file.rejected];
    for (const row of file.rows) {
      const line = outletLine(row);
      if ('reason' in line) rejected.push(line);
      else good.push({ row, line });
    }
    const came = await this.handle.many(
      good.map(({ row, line }) => ({
        ...{ id: line.outletId, decide: openOutlet, command: { ...line, on } },
        metadata: metadataOfLine(metadata, row),
      })),
    );
    return importReport(
      good.map(({ row }, at) => ({ row, came: came[at] })),
      rejected,
    );
  }
}
