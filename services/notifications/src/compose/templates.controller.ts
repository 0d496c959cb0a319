import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { BRANCH_KEY } from '@pcrm/contracts';
import {
  answer,
  Caller,
  IdParam,
  IfMatch,
  Requires,
  revised,
  type CallerIdentity,
  type CommandAnswer,
  type Revised,
} from '@pcrm/platform';
import { Templates } from '../notifications.tokens.js';
import { approveTemplate } from './approve-template/approve-template.js';
import { draftTemplate } from './draft-template/draft-template.js';
import type { Template, Wording } from './message-template.events.js';
import type { Draft } from './template-book.js';
import { ApproveTemplateRequest, TemplateRequest } from './templates.dto.js';
import { withdrawTemplate } from './withdraw-template/withdraw-template.js';

export type TemplateAnswer = {
  readonly templateId: string;
  readonly approved: Template | null;
  readonly draft: Draft | null;
};

@ApiTags('templates')
@Controller('templates')
export class TemplatesController {
  constructor(@Inject(Templates) private readonly handle: Templates) {}

  /** All templates: the approved version of each and the draft that waits. */
  @Get()
  @Requires('template.read')
  async list(): Promise<Revised<{ readonly items: readonly TemplateAnswer[] }>> {
    const { state, revision } = await this.handle.read(BRANCH_KEY);
    const items = Object.entries(state).map(([templateId, { approved, draft }]) => ({ templateId, approved, draft }));
    return revised({ items }, revision);
  }

  /** Drafts a new template; it waits for a second person. Its id is the id of this command. */
  @Post()
  @HttpCode(200)
  @Requires('template.write')
  async draft(
    @Body() body: TemplateRequest,
    @Caller() caller: CallerIdentity,
    @IfMatch() ifRevision: number | undefined,
  ): Promise<CommandAnswer> {
    return await this.drafted(caller.metadata.commandId, body, { caller, ifRevision });
  }

  /** Drafts another version of a template; the one in use stays until it is approved. */
  @Post(':templateId/versions')
  @HttpCode(200)
  @Requires('template.write')
  async revise(
    @IdParam('templateId') templateId: string,
    @Body() body: TemplateRequest,
    @Caller() caller: CallerIdentity,
    @IfMatch() ifRevision: number | undefined,
  ): Promise<CommandAnswer> {
    return await this.drafted(templateId, body, { caller, ifRevision });
  }

  /** Agrees to a draft that somebody else wrote. */
  @Post(':templateId/approve')
  @HttpCode(200)
  @Requires('template.approve')
  async approve(
    @IdParam('templateId') templateId: string,
    @Body() { version }: ApproveTemplateRequest,
    @Caller() { staffId, metadata }: CallerIdentity,
    @IfMatch() revision?: number,
  ): Promise<CommandAnswer> {
    const command = { templateId, version, approvedBy: staffId };
    const outcome = await this.handle(BRANCH_KEY, approveTemplate, command, metadata, revision);
    return answer({ ...outcome, id: templateId });
  }

  /** Takes a template out of use. */
  @Post(':templateId/withdraw')
  @HttpCode(200)
  @Requires('template.approve')
  async withdraw(
    @IdParam('templateId') templateId: string,
    @Caller() { staffId, metadata }: CallerIdentity,
    @IfMatch() revision?: number,
  ): Promise<CommandAnswer> {
    const command = { templateId, withdrawnBy: staffId };
    const outcome = await this.handle(BRANCH_KEY, withdrawTemplate, command, metadata, revision);
    return answer({ ...outcome, id: templateId });
  }

  private async drafted(
    templateId: string,
    body: TemplateRequest,
    { caller, ifRevision }: { readonly caller: CallerIdentity; readonly ifRevision: number | undefined },
  ): Promise<CommandAnswer> {
    const { name, kind, occasion = null, text, variables = [] } = body;
    const wording: Wording = { name, kind, occasion, text, variables };
    const command = { templateId, wording, draftedBy: caller.staffId };
    const outcome = await this.handle(BRANCH_KEY, draftTemplate, command, caller.metadata, ifRevision);
    return answer({ ...outcome, id: templateId });
  }
}
