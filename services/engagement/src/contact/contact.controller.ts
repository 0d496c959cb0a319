import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  Fails,
  answer,
  Caller,
  found,
  IdParam,
  IfMatch,
  Requires,
  revised,
  type CallerIdentity,
  type CommandAnswer,
  type Revised,
} from '@pcrm/platform';
import {
  ContactsQuery,
  CorrectContactRequest,
  LogContactRequest,
  SubmitReportRequest,
  WithdrawContactRequest,
  type ReportRequest,
} from './contact.dto.js';
import type { ContactData, ReportText } from './contact.events.js';
import { Contacts, Pursued } from './contacting.tokens.js';
import { correctContact, withdrawContact, type Correction } from './correct-contact/correct-contact.js';
import { DutyReading } from './duty-reading.adapter.js';
import type { CountedContact } from './duty-row.js';
import type { ItsOpportunity } from './its-opportunity.js';
import { logContact } from './log-contact/log-contact.js';
import { submitReport } from './submit-report/submit-report.js';

const reportOf = ({ needs, feedback, products, objections, summary }: ReportRequest): ReportText => ({
  needs: needs ?? null,
  feedback: feedback ?? null,
  products: products ?? null,
  objections: objections ?? null,
  summary: summary ?? null,
});

type ShownContact = Pick<
  ContactData,
  'contactId' | 'clientId' | 'staffId' | 'channel' | 'direction' | 'reached' | 'contactAt'
> & {
  readonly withdrawn: boolean;
  readonly reportedAt: string | null;
};

/** 联系 and its report (D4–D6, C9). */
@ApiTags('contacts')
@Controller('contacts')
export class ContactController {
  constructor(
    @Inject(Contacts) private readonly handle: Contacts,
    @Inject(DutyReading) private readonly duties: DutyReading,
    @Inject(Pursued) private readonly pursued: Pursued,
  ) {}

  /** Contacts of a client that duties count or may count, newest first; without their text. */
  @Get()
  @Requires('contact.read')
  @Fails(404)
  async ofClient(
    @Query() { clientId }: ContactsQuery,
    @Caller() { scope }: CallerIdentity,
  ): Promise<{ items: readonly CountedContact[] }> {
    return { items: (await this.duties.client(clientId, scope)).contacts.toReversed() };
  }

  /** One contact of those who may put it right, without its text; the ETag is what correcting, withdrawing and reporting take as If-Match. */
  @Get(':contactId')
  @Requires('contact.log')
  async one(@IdParam('contactId') contactId: string, @Caller() caller: CallerIdentity): Promise<Revised<ShownContact>> {
    await this.mayTouch(contactId, caller);
    const { state, revision } = await this.handle.read(contactId);
    const { clientId, staffId, channel, direction, reached, contactAt } = found(state.contact);
    const { withdrawn, reportedAt = null } = state;
    const shown = { contactId, clientId, staffId, channel, direction, reached, contactAt, withdrawn, reportedAt };
    return revised(shown, revision);
  }

  /** Logs a contact, with its short report if there is one. The id is that of the command: asking again answers the first outcome. */
  @Post()
  @HttpCode(200)
  @Requires('contact.log')
  async log(@Body() { report, ...body }: LogContactRequest, @Caller() caller: CallerIdentity): Promise<CommandAnswer> {
    const { commandId, occurredAt: at } = caller.metadata;
    await this.duties.client(body.clientId, caller.scope);
    const contact: ContactData = {
      contactId: commandId,
      clientId: body.clientId,
      staffId: caller.staffId,
      channel: body.channel,
      direction: body.direction,
      reached: body.reached,
      contactAt: body.contactAt,
      purpose: body.purpose,
      durationMinutes: body.durationMinutes ?? null,
      outcome: body.outcome ?? null,
      nextStepOn: body.nextStepOn ?? null,
      nextStep: body.nextStep ?? null,
      note: body.note ?? null,
      opportunityId: body.opportunityId ?? null,
    };
    const policy = await this.duties.policyAt(at);
    const its = await this.itsOpportunity(body.opportunityId, body.clientId);
    const command = { contact, report: report && reportOf(report), policy, at, ...its };
    return answer(await this.handle(commandId, logContact, command, caller.metadata));
  }

  /** The client stays; everything else may be put right, with a reason. */
  @Post(':contactId/correct')
  @HttpCode(200)
  @Requires('contact.log')
  async correct(
    @IdParam('contactId') contactId: string,
    @Body() { reason, ...fields }: CorrectContactRequest,
    @Caller() caller: CallerIdentity,
    @IfMatch() revision?: number,
  ): Promise<CommandAnswer> {
    const { clientId } = await this.mayTouch(contactId, caller);
    const at = caller.metadata.occurredAt;
    const correction: Correction = Object.fromEntries(
      Object.entries(fields).filter(([, value]) => value !== undefined),
    );
    const its = await this.itsOpportunity(fields.opportunityId, clientId);
    const command = { correction, reason, policy: await this.duties.policyAt(at), at, ...its };
    return answer(await this.handle(contactId, correctContact, command, caller.metadata, revision));
  }

  /** Withdraws a contact that was logged by mistake, with a reason. */
  @Post(':contactId/withdraw')
  @HttpCode(200)
  @Requires('contact.log')
  async withdraw(
    @IdParam('contactId') contactId: string,
    @Body() { reason }: WithdrawContactRequest,
    @Caller() caller: CallerIdentity,
    @IfMatch() revision?: number,
  ): Promise<CommandAnswer> {
    await this.mayTouch(contactId, caller);
    return answer(await this.handle(contactId, withdrawContact, { reason }, caller.metadata, revision));
  }

  /** Hands in the report after a reached contact (D6). */
  @Post(':contactId/report')
  @HttpCode(200)
  @Requires('report.submit')
  async report(
    @IdParam('contactId') contactId: string,
    @Body() { opportunityId, ...text }: SubmitReportRequest,
    @Caller() caller: CallerIdentity,
    @IfMatch() revision?: number,
  ): Promise<CommandAnswer> {
    const { clientId } = await this.mayTouch(contactId, caller);
    const at = caller.metadata.occurredAt;
    const its = await this.itsOpportunity(opportunityId, clientId);
    const command = { report: reportOf(text), opportunityId, policy: await this.duties.policyAt(at), at, ...its };
    return answer(await this.handle(contactId, submitReport, command, caller.metadata, revision));
  }

  /** A contact of a client in the scope that the caller made themselves; the head may put right those of the outlet. */
  private async mayTouch(
    contactId: string,
    { scope, staffId }: CallerIdentity,
  ): Promise<{ readonly clientId: string }> {
    const { contact } = (await this.handle.read(contactId)).state;
    await this.duties.client(found(contact).clientId, scope);
    return found(scope.kind === 'outlet' || contact?.staffId === staffId ? contact : undefined);
  }

  private async itsOpportunity(opportunityId: string | undefined, clientId: string): Promise<ItsOpportunity> {
    const isForeign = opportunityId !== undefined && !(await this.pursued.isOf(opportunityId, clientId));
    return isForeign ? { foreignOpportunity: opportunityId } : {};
  }
}
