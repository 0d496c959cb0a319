import { Body, Controller, Get, Headers, HttpCode, Inject, Post, Put, Query } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import { RowStore } from '@pcrm/event-sourcing';
import {
  AccessDenied,
  Fails,
  IfMatch,
  NotFound,
  pagedBy,
  PageQuery,
  pageOf,
  Requires,
  revised,
  type Page,
  type Revised,
} from '@pcrm/platform';
import { ReceiptSignature } from '../notifications.tokens.js';
import { ReceiptDesk, type SmsReport } from './receipt-desk.adapter.js';
import type { ReportSignature } from './receipt-signature.adapter.js';
import { SandboxRequest, SmsReportRequest } from './sms-receipts.dto.js';
import { changeSandbox, readSandbox, type SandboxSettings } from './sms/sandbox-settings.js';
import { sandboxTable, type SandboxRow } from './sms/sandbox.sms-gateway.adapter.js';

/** A text the sandbox took, as operations may see it: no phone, no words. */
export type SandboxItem = Pick<SandboxRow, 'key' | 'takenAt' | 'outcome' | 'receiptAt'>;

@ApiTags('sms-receipts')
@Controller('sms-receipts')
export class SmsReceiptsController {
  constructor(
    @Inject(ReceiptDesk) private readonly desk: ReceiptDesk,
    @Inject(ReceiptSignature) private readonly signature: ReportSignature,
    @Inject(RowStore) private readonly rows: RowStore,
  ) {}

  /** Takes a receipt or a reply, signed by the gateway; 404 for a key that is not ours. */
  @Post()
  @HttpCode(204)
  @Requires('receipt.receive')
  @ApiHeader({ name: 'x-pcrm-signature', description: 'HMAC-SHA256 of the canonical JSON of the body, in hex.' })
  @Fails(404)
  async take(@Body() body: SmsReportRequest, @Headers('x-pcrm-signature') signature?: string): Promise<void> {
    if (!this.signature.holds({ ...body }, signature)) throw new AccessDenied('the signature does not hold');
    if (!(await this.desk.take(reportOf(body)))) throw new NotFound('no message has this key');
  }

  /** How the sandbox gateway behaves. */
  @Get('sandbox')
  @Requires('operations.read')
  async sandbox(): Promise<Revised<SandboxSettings>> {
    const { settings, revision } = await readSandbox(this.rows);
    return revised(settings, revision);
  }

  /** Lets the sandbox gateway fail, delay or lose receipts. */
  @Put('sandbox')
  @Requires('operations.act')
  async change(@Body() body: SandboxRequest, @IfMatch() ifRevision?: number): Promise<Revised<SandboxSettings>> {
    await changeSandbox(this.rows, { ...body }, ifRevision);
    return await this.sandbox();
  }

  /** What the sandbox gateway took, newest first: no phone, no words. */
  @Get('sandbox/messages')
  @Requires('operations.read')
  async messages(@Query() query: PageQuery): Promise<Page<SandboxItem>> {
    await this.rows.declare(sandboxTable);
    const found = await this.rows.find<SandboxRow>(sandboxTable, { index: 'taken', reverse: true, ...pagedBy(query) });
    return pageOf(found, ({ key, takenAt, outcome, receiptAt }) => ({ key, takenAt, outcome, receiptAt }));
  }
}

function reportOf({ key, outcome, at, reasonCode = 'gateway.failed', text = '' }: SmsReportRequest): SmsReport {
  switch (outcome) {
    case 'delivered':
      return { key, outcome, at };
    case 'failed':
      return { key, outcome, at, reasonCode };
    case 'reply':
      return { key, outcome, at, text };
  }
}
