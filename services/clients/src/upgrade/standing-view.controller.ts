import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { EventStore } from '@pcrm/event-sourcing';
import { Caller, IdParam, Requires, revised, type CallerIdentity, type Revised } from '@pcrm/platform';
import { AccountReader, type ShownAverage } from '../account-reader.adapter.js';
import { ClientAccess } from '../client-access.adapter.js';
import { evidenceOf, knownAt, standingFrom, type Evidence } from './standing-evidence.js';
import { StandingQuery } from './standings.dto.js';
import { tierStanding, type TierStanding } from './tier-standing.js';

/** Where the client stood as it was known at an instant. */
export type ShownStanding = Omit<TierStanding, 'movements' | 'opened' | 'overrides'> & {
  readonly clientId: string;
  /** Month ends up to here do not count: the head has decided. */
  readonly overriddenOn?: string;
};
export type TierEvidence = {
  readonly standing: ShownStanding;
  readonly facts: readonly Evidence[];
  readonly average: ShownAverage | null;
};

@ApiTags('standings')
@Controller('clients/:clientId')
export class StandingViewController {
  constructor(
    @Inject(EventStore) private readonly events: EventStore,
    @Inject(ClientAccess) private readonly access: ClientAccess,
    @Inject(AccountReader) private readonly accounts: AccountReader,
  ) {}

  /** Tier, potential, watch and forecasts; with `asOf`, as they were known then. The ETag is what signing, marking and overriding take as If-Match. */
  @Get('standing')
  @Requires('client.read')
  async standing(
    @IdParam('clientId') clientId: string,
    @Query() { asOf }: StandingQuery,
    @Caller() { scope }: CallerIdentity,
  ): Promise<Revised<ShownStanding>> {
    await this.access.to(clientId, scope);
    const facts = await this.facts(clientId, asOf);
    return revised(shown(clientId, standingFrom(facts)), facts.at(-1)?.revision ?? -1);
  }

  /** The facts behind the tier and the average, by id, with the policy version applied. */
  @Get('why')
  @Requires('client.read')
  async why(
    @IdParam('clientId') clientId: string,
    @Query() { asOf }: StandingQuery,
    @Caller() { scope }: CallerIdentity,
  ): Promise<TierEvidence> {
    await this.access.to(clientId, scope);
    const facts = await this.facts(clientId, asOf);
    const average = (await this.accounts.average(clientId)) ?? null;
    return { standing: shown(clientId, standingFrom(facts)), facts: facts.map(evidenceOf), average };
  }

  private async facts(clientId: string, asOf: string | undefined) {
    return knownAt(await this.events.read(`${tierStanding.name}-${clientId}`), asOf);
  }
}

function shown(
  clientId: string,
  { opened: _opened, movements: _movements, overrides, ...standing }: TierStanding,
): ShownStanding {
  const overriddenOn = standing.tier ? overrides[standing.tier] : undefined;
  return { clientId, ...standing, ...(overriddenOn !== undefined && { overriddenOn }) };
}
