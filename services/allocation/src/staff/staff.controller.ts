import type { Readable } from 'node:stream';
import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { readCsvFile, toShanghaiDate, type CsvRow, type RejectedLine } from '@pcrm/contracts';
import { Clock } from '@pcrm/event-sourcing';
import {
  answer,
  asKept,
  assertInScope,
  Caller,
  encodingOf,
  IfMatch,
  importReport,
  metadataOfLine,
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
  type Scope,
  type Revised,
} from '@pcrm/platform';
import { changePost } from './change-post/change-post.js';
import { departStaff } from './depart-staff/depart-staff.js';
import { importStaff } from './import-staff/import-staff.js';
import { joinStaff } from './join-staff/join-staff.js';
import { staffList, type StaffRow } from './staff-list/staff-list.projection.js';
import { staffScope } from './staff-scope.adapter.js';
import { LARGEST_BYTES, STAFF_COLUMNS, staffLine, type StaffLine } from './staff-file.js';
import { JoinStaffRequest, PostRequest, StaffQuery } from './staff.dto.js';
import { Outlets, Staff } from './staff.tokens.js';

@ApiTags('staff')
@Controller('staff')
export class StaffController {
  constructor(
    @Inject(Staff) private readonly handle: Staff,
    @Inject(Outlets) private readonly outlets: Outlets,
    @Inject(Views) private readonly views: Views,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Staff of one's own outlet, or of the branch. */
  @Get()
  @Requires('staff.list')
  async list(@Query() query: StaffQuery, @Caller() caller: CallerIdentity): Promise<Page<StaffRow>> {
    const scope = staffScope(caller);
    const wanted: Scope =
      query.outletId !== undefined && scope.kind === 'all' ? { kind: 'outlet', outletId: query.outletId } : scope;
    const by = { outlet: 'byOutlet', all: 'key' };
    return await this.views.page<StaffRow, StaffRow>(staffList, by, wanted, { ...pagedBy(query), show: asKept });
  }

  /** One member of staff; the ETag is what another post and departing take as If-Match. */
  @Get(':staffId')
  @Requires('staff.list')
  async one(@Param('staffId') staffId: string, @Caller() caller: CallerIdentity): Promise<Revised<StaffRow>> {
    const { state, revision } = await this.handle.read(staffId);
    const { doc } = await this.views.get<StaffRow>(staffList, staffScope(caller), staffId);
    return revised(state.status === 'present' ? { ...doc, name: state.name, ...state.post } : doc, revision);
  }

  /** Lets somebody join the staff with a role and an outlet. */
  @Post()
  @HttpCode(200)
  @Requires('staff.manage')
  async join(
    @Body() body: JoinStaffRequest,
    @Caller() caller: CallerIdentity,
    @IfMatch() revision?: number,
  ): Promise<CommandAnswer> {
    const { staffId, name, joinedOn } = body;
    const post = await this.post(body, caller);
    return answer(
      await this.handle(staffId, joinStaff, { ...post, staffId, name, joinedOn }, caller.metadata, revision),
    );
  }

  /** Another role, outlet or capacity factor from today on. */
  @Post(':staffId/post')
  @HttpCode(200)
  @Requires('staff.manage')
  async change(
    @Param('staffId') staffId: string,
    @Body() body: PostRequest,
    @Caller() caller: CallerIdentity,
    @IfMatch() revision?: number,
  ): Promise<CommandAnswer> {
    await this.mindOutletOf(staffId, caller);
    const command = { ...(await this.post(body, caller)), staffId, on: this.today() };
    return answer(await this.handle(staffId, changePost, command, caller.metadata, revision));
  }

  /** Leaves the branch today. */
  @Post(':staffId/depart')
  @HttpCode(200)
  @Requires('staff.manage')
  async depart(
    @Param('staffId') staffId: string,
    @Caller() caller: CallerIdentity,
    @IfMatch() revision?: number,
  ): Promise<CommandAnswer> {
    await this.mindOutletOf(staffId, caller);
    return answer(await this.handle(staffId, departStaff, { staffId, on: this.today() }, caller.metadata, revision));
  }

  /** A CSV file `staffId,name,outletId,role,capacityPercent,joinedOn`; the same file again changes nothing. */
  @Post('import')
  @HttpCode(200)
  @Streamed()
  @Requires('staff.manage')
  async import(
    @Upload() upload: Readable,
    @Headers('content-type') contentType: string | undefined,
    @Caller() caller: CallerIdentity,
  ): Promise<ImportReport> {
    const [today, scope] = [this.today(), staffScope(caller)];
    const bytes = await wholeUpload(upload, LARGEST_BYTES);
    const file = readCsvFile(bytes, encodingOf(contentType), { required: STAFF_COLUMNS });
    const good: { readonly row: CsvRow; readonly line: StaffLine }[] = [];
    const rejected: RejectedLine[] = [...file.rejected];
    for (const row of file.rows) {
      const line = staffLine(row, today);
      if ('reason' in line) rejected.push(line);
      else if (!within(scope, line.outletId))
        rejected.push({ line: row.line, field: 'outletId', reason: 'access.denied', text: row.text });
      else good.push({ row, line });
    }
    const open = await this.openOutlets(good.map(({ line }) => line.outletId));
    const came = await this.handle.many(
      good.map(({ row, line }) => ({
        ...{ id: line.staffId, decide: importStaff },
        command: { ...line, outletOpen: line.outletId !== null && open.has(line.outletId), today },
        metadata: metadataOfLine(caller.metadata, row),
      })),
    );
    return importReport(
      good.map(({ row }, at) => ({ row, came: came[at] })),
      rejected,
    );
  }

  private today(): string {
    return toShanghaiDate(this.clock.now());
  }

  private async openOutlets(asked: readonly (string | null)[]): Promise<ReadonlySet<string>> {
    const ids = [...new Set(asked)].filter((id) => id !== null);
    const known = await Promise.all(
      ids.map(async (id) => ((await this.outlets.read(id)).state.name === null ? [] : [id])),
    );
    return new Set(known.flat());
  }

  private async post(
    { outletId = null, role, capacityPercent }: { outletId?: string | null } & Omit<PostRequest, 'outletId'>,
    caller: CallerIdentity,
  ) {
    if (!within(staffScope(caller), outletId)) assertInScope({ kind: 'none' }, {});
    const open = await this.openOutlets([outletId]);
    return { outletId, role, capacityPercent, outletOpen: outletId !== null && open.has(outletId) };
  }

  /** Staff of another outlet are not there for an outlet head. */
  private async mindOutletOf(staffId: string, caller: CallerIdentity): Promise<void> {
    const { state } = await this.handle.read(staffId);
    if (state.status === 'present' && !within(staffScope(caller), state.post.outletId))
      assertInScope({ kind: 'none' }, {});
  }
}

const within = (scope: Scope, outletId: string | null): boolean =>
  scope.kind === 'all' || (scope.kind === 'outlet' && scope.outletId === outletId);
