import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { toShanghaiDate } from '@pcrm/contracts';
import { Clock, type Handler } from '@pcrm/event-sourcing';
import {
  answer,
  Caller,
  HandlerOf,
  IdParam,
  IfMatch,
  Requires,
  type CallerIdentity,
  type CommandAnswer,
} from '@pcrm/platform';
import { AccountReader } from '../account-reader.adapter.js';
import { ClientAccess } from '../client-access.adapter.js';
import { missingForSigning } from '../known-rows.js';
import { policyOn } from '../policy.js';
import { markPotential } from './mark-potential/mark-potential.js';
import { overrideWatch } from './override-watch/override-watch.js';
import { signTier } from './sign-tier/sign-tier.js';
import {
  MarkPotentialRequest,
  OverrideWatchRequest,
  SignTierRequest,
  WithdrawPotentialRequest,
} from './standings.dto.js';
import { tierStanding, type TierStanding } from './tier-standing.js';
import type { TierStandingEvent } from './tier-standing.events.js';
import { withdrawPotential } from './withdraw-potential/withdraw-potential.js';

@ApiTags('standings')
@Controller('clients/:clientId')
export class StandingsController {
  constructor(
    @Inject(HandlerOf(tierStanding)) private readonly handle: Handler<TierStanding, TierStandingEvent>,
    @Inject(ClientAccess) private readonly access: ClientAccess,
    @Inject(AccountReader) private readonly accounts: AccountReader,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Marks a client as potential by hand, with a reason (A2b). */
  @Post('potential')
  @HttpCode(200)
  @Requires('client.mark-potential')
  async mark(
    @IdParam('clientId') clientId: string,
    @Body() { targetTier, reason }: MarkPotentialRequest,
    @Caller() { scope, metadata }: CallerIdentity,
    @IfMatch() revision?: number,
  ): Promise<CommandAnswer> {
    const client = await this.access.known(clientId, scope);
    const [average, versions, on] = [
      await this.accounts.average(clientId),
      await this.accounts.versions(),
      this.today(),
    ];
    const command = {
      clientId,
      client,
      targetTier,
      reason,
      averageFen: average?.averageFen ?? 0,
      on,
      policyVersion: policyOn(versions, on).version,
    };
    return answer(await this.handle(clientId, markPotential, command, metadata, revision));
  }

  /** Takes a mark back that was made by hand. */
  @Post('potential/withdraw')
  @HttpCode(200)
  @Requires('client.mark-potential')
  async withdraw(
    @IdParam('clientId') clientId: string,
    @Body() { reasonCode }: WithdrawPotentialRequest,
    @Caller() { scope, metadata }: CallerIdentity,
    @IfMatch() revision?: number,
  ): Promise<CommandAnswer> {
    await this.access.to(clientId, scope);
    const command = { clientId, reasonCode, on: this.today() };
    return answer(await this.handle(clientId, withdrawPotential, command, metadata, revision));
  }

  /** Signs a client 签约 at the counter (P3, P5); an opportunity at SIGNING does the same by itself. */
  @Post('tier/sign')
  @HttpCode(200)
  @Requires('client.sign')
  async sign(
    @IdParam('clientId') clientId: string,
    @Body() { to }: SignTierRequest,
    @Caller() { scope, metadata }: CallerIdentity,
    @IfMatch() revision?: number,
  ): Promise<CommandAnswer> {
    await this.access.to(clientId, scope);
    const command = {
      clientId,
      to,
      minimumMissing: missingForSigning(await this.access.row(clientId)),
      on: this.today(),
    };
    return answer(await this.handle(clientId, signTier, command, metadata, revision));
  }

  /** The head ends a watch, with a written reason. */
  @Post('tier/override-watch')
  @HttpCode(200)
  @Requires('client.override-tier')
  async override(
    @IdParam('clientId') clientId: string,
    @Body() { reason }: OverrideWatchRequest,
    @Caller() { scope, metadata, staffId }: CallerIdentity,
    @IfMatch() revision?: number,
  ): Promise<CommandAnswer> {
    await this.access.to(clientId, scope);
    const command = { clientId, reason, by: staffId, on: this.today() };
    return answer(await this.handle(clientId, overrideWatch, command, metadata, revision));
  }

  private today(): string {
    return toShanghaiDate(this.clock.now());
  }
}
