import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { addDays, shanghaiInstant, toShanghaiDate } from '@pcrm/contracts';
import {
  answer,
  Caller,
  Fails,
  IdParam,
  IfMatch,
  PageQuery,
  Requires,
  revised,
  type CallerIdentity,
  type CommandAnswer,
  type Page,
  type Revised,
} from '@pcrm/platform';
import { messageIdOf } from '../message-id.js';
import { Outreaches } from '../notifications.tokens.js';
import { outletOf } from '../recipients.projection.js';
import { assertComplete, kindOf } from '../wording.js';
import { confirmMessage } from './confirm-message/confirm-message.js';
import { declineMessage } from './decline-message/decline-message.js';
import { checkedValues, MessageDesk, type Preview } from './message-desk.adapter.js';
import { OutboxLists, type OutboxItem } from './outbox-lists.adapter.js';
import { DeclineRequest, MessageDraftRequest, MessageRequest, OutboxQuery } from './outbound-messages.dto.js';
import { requestMessage } from './request-message/request-message.js';

/** A message somebody asked for may wait so many days for its window, an outage or a cap. */
const REQUEST_USEFUL_DAYS = 3;

@ApiTags('outbound-messages')
@Controller('outbound-messages')
export class OutboundMessagesController {
  constructor(
    @Inject(Outreaches) private readonly handle: Outreaches,
    @Inject(MessageDesk) private readonly desk: MessageDesk,
    @Inject(OutboxLists) private readonly lists: OutboxLists,
  ) {}

  /** The outbox 发件箱, newest first; of one status those first whose use ends first. */
  @Get()
  @Requires('message.read')
  async list(
    @Query() { status, ...page }: OutboxQuery,
    @Caller() { scope }: CallerIdentity,
  ): Promise<Page<OutboxItem>> {
    return status ? await this.lists.ofStatus(status, scope, page) : await this.lists.all(scope, page);
  }

  /** Suggested messages 待确认 that wait for the maintainer's yes. */
  @Get('waiting')
  @Requires('message.read')
  async waiting(@Query() page: PageQuery, @Caller() { scope }: CallerIdentity): Promise<Page<OutboxItem>> {
    return await this.lists.ofStatus('suggested', scope, page);
  }

  /** What was not sent 已拦截, newest first, each with its reason (C6: what is unsent is listed). */
  @Get('suppressed')
  @Requires('message.read')
  async suppressed(@Query() page: PageQuery, @Caller() { scope }: CallerIdentity): Promise<Page<OutboxItem>> {
    return await this.lists.unsent(scope, page);
  }

  /** The text of a message before it leaves: name masked, segments counted. The ETag is what a yes or no takes as If-Match. */
  @Get(':messageId/preview')
  @Requires('message.read')
  async preview(
    @IdParam('messageId') messageId: string,
    @Caller() { scope }: CallerIdentity,
  ): Promise<Revised<Preview>> {
    const row = await this.desk.message(scope, messageId);
    const { revision } = await this.handle.read(row.clientId);
    return revised(await this.desk.preview(await this.desk.templateFor(row), row, scope), revision);
  }

  /** The text that a template would give for a client. */
  @Post('preview')
  @HttpCode(200)
  @Requires('message.request')
  @Fails(422)
  async draft(@Body() body: MessageDraftRequest, @Caller() { scope, staffId }: CallerIdentity): Promise<Preview> {
    const { clientId, templateId } = body;
    const recipient = await this.desk.recipient(scope, clientId);
    const from = {
      staffId: recipient.staffId ?? staffId,
      outletId: outletOf(recipient) ?? '',
    };
    const template = await this.desk.template(templateId);
    return await this.desk.preview(template, { clientId, ...from, values: checkedValues(body.values) }, scope);
  }

  /** Asks for a message from a template: the asking is the yes. It is scheduled, or suppressed with the reason. */
  @Post()
  @HttpCode(200)
  @Requires('message.request')
  async request(@Body() body: MessageRequest, @Caller() caller: CallerIdentity): Promise<CommandAnswer> {
    const { clientId, templateId, holding } = body;
    const at = caller.metadata.occurredAt;
    const recipient = await this.desk.recipient(caller.scope, clientId);
    const [template, terms] = await Promise.all([this.desk.template(templateId), this.desk.terms()]);
    const values = checkedValues(body.values);
    assertComplete(template, values);
    const on = body.on ?? toShanghaiDate(at);
    const occasion = [template.occasion ?? `template:${templateId}`, ...(holding ? [holding] : [])].join(':');
    const messageId = messageIdOf(clientId, occasion, on);
    const from = {
      staffId: recipient.staffId ?? caller.staffId,
      outletId: outletOf(recipient) ?? caller.outletId ?? '',
    };
    const message = { clientId, messageId, occasion, on, templateId, values, holding, ...from };
    const usefulUntil = shanghaiInstant(addDays(on, REQUEST_USEFUL_DAYS));
    const command = { ...message, usefulUntil, kind: kindOf(template, values, terms), terms, by: caller.staffId, at };
    return answer({ ...(await this.handle(clientId, requestMessage, command, caller.metadata)), id: messageId });
  }

  /** The maintainer's yes: it leaves on its day, inside the window, or is suppressed with the reason. */
  @Post(':messageId/confirm')
  @HttpCode(200)
  @Requires('message.confirm')
  async confirm(
    @IdParam('messageId') messageId: string,
    @Caller() caller: CallerIdentity,
    @IfMatch() revision?: number,
  ): Promise<CommandAnswer> {
    const row = await this.desk.message(caller.scope, messageId);
    const [template, terms] = await Promise.all([this.desk.templateFor(row), this.desk.terms()]);
    // Who suggested it gave no values, and nobody is asked for any.
    assertComplete(template, {});
    const { clientId } = row;
    const { templateId } = template;
    const yes = { clientId, messageId, templateId, kind: kindOf(template, {}, terms), terms };
    const command = { ...yes, by: caller.staffId, at: caller.metadata.occurredAt };
    const outcome = await this.handle(clientId, confirmMessage, command, caller.metadata, revision);
    return answer({ ...outcome, id: messageId });
  }

  /** The maintainer's no, or taking back a yes before it left. */
  @Post(':messageId/decline')
  @HttpCode(200)
  @Requires('message.confirm')
  async decline(
    @IdParam('messageId') messageId: string,
    @Body() { reason }: DeclineRequest,
    @Caller() { scope, staffId, metadata }: CallerIdentity,
    @IfMatch() revision?: number,
  ): Promise<CommandAnswer> {
    const { clientId } = await this.desk.message(scope, messageId);
    const command = { clientId, messageId, by: staffId, note: reason, at: metadata.occurredAt };
    return answer({ ...(await this.handle(clientId, declineMessage, command, metadata, revision)), id: messageId });
  }
}
