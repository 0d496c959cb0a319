import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Handler } from '@pcrm/event-sourcing';
import {
  answer,
  Caller,
  HandlerOf,
  IdParam,
  IfMatch,
  Requires,
  revised,
  type CallerIdentity,
  type CommandAnswer,
  type Revised,
} from '@pcrm/platform';
import { ClientAccess } from '../client-access.adapter.js';
import { changeConsent } from './change-consent/change-consent.js';
import { consent, type Consent } from './consent.js';
import type { ConsentChanged } from './consent.events.js';
import { ChangeConsentRequest } from './consents.dto.js';

@ApiTags('consents')
@Controller('clients/:clientId/consents')
export class ConsentsController {
  constructor(
    @Inject(HandlerOf(consent)) private readonly handle: Handler<Consent, ConsentChanged>,
    @Inject(ClientAccess) private readonly access: ClientAccess,
  ) {}

  /** What stands, by `<purpose>:<channel>`; the ETag is what a change takes as If-Match. */
  @Get()
  @Requires('client.read')
  async standing(
    @IdParam('clientId') clientId: string,
    @Caller() { scope }: CallerIdentity,
  ): Promise<Revised<{ readonly consents: Consent }>> {
    await this.access.to(clientId, scope);
    const { state, revision } = await this.handle.read(clientId);
    return revised({ consents: state }, revision);
  }

  /** Records what the client said about being written to, per purpose and channel. */
  @Post()
  @HttpCode(200)
  @Requires('client.consent')
  async change(
    @IdParam('clientId') clientId: string,
    @Body() { changes }: ChangeConsentRequest,
    @Caller() { scope, metadata }: CallerIdentity,
    @IfMatch() revision?: number,
  ): Promise<CommandAnswer> {
    await this.access.to(clientId, scope);
    const plain = changes.map(({ purpose, channel, state }) => ({ purpose, channel, state }));
    const command = { clientId, changes: plain, at: metadata.occurredAt };
    return answer(await this.handle(clientId, changeConsent, command, metadata, revision));
  }
}
