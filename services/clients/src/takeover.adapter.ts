import { Inject, Injectable } from '@nestjs/common';
import { PCRM_NAMESPACE, uuidV5, type Fact, type Handler, type Metadata, type Outcome } from '@pcrm/event-sourcing';
import { HandlerOf } from '@pcrm/platform';
import { consent, type Consent } from './consent/consent.js';
import type { ConsentChanged } from './consent/consent.events.js';
import { openConsents } from './consent/open-consents/open-consents.js';
import type { TakenOver, Takeover } from './register/taken-over.tokens.js';
import { openStanding } from './upgrade/open-standing/open-standing.js';
import { tierStanding, type TierStanding } from './upgrade/tier-standing.js';
import type { TierStandingEvent } from './upgrade/tier-standing.events.js';
import { assetAccount, type AssetAccount } from './value/asset-account.js';
import type { AssetAccountEvent } from './value/asset-account.events.js';
import { openAccount } from './value/open-account/open-account.js';

/** Opens account, consents and standing of clients taken over; of what is open already nothing changes. Importing them again heals whatever was interrupted. */
@Injectable()
export class OpeningTakeover implements Takeover {
  constructor(
    @Inject(HandlerOf(assetAccount)) private readonly accounts: Handler<AssetAccount, AssetAccountEvent>,
    @Inject(HandlerOf(consent)) private readonly consents: Handler<Consent, ConsentChanged>,
    @Inject(HandlerOf(tierStanding)) private readonly standings: Handler<TierStanding, TierStandingEvent>,
  ) {}

  async takeOver(clients: readonly TakenOver[]): Promise<void> {
    const opened = clients.flatMap(({ clientId, openingAverageFen, metadata }) =>
      openingAverageFen === undefined
        ? []
        : [
            {
              id: clientId,
              decide: openAccount,
              command: { clientId, openingAverageFen },
              metadata: derived(metadata, 'account'),
            },
          ],
    );
    const standing = clients.map(({ clientId, outletId, signed, metadata }) => ({
      ...{ id: clientId, decide: openStanding, command: { clientId, client: { outletId, ...(signed && { signed }) } } },
      metadata: derived(metadata, 'standing'),
    }));
    const answered = clients.flatMap(({ clientId, consents = [], metadata }) =>
      consents.length === 0
        ? []
        : [
            {
              id: clientId,
              decide: openConsents,
              command: { clientId, answers: consents, at: metadata.occurredAt },
              metadata: derived(metadata, 'consents'),
            },
          ],
    );
    must(await this.accounts.many(opened));
    must(await this.consents.many(answered));
    must(await this.standings.many(standing));
  }
}

const derived = (metadata: Metadata, what: string): Metadata => ({
  ...metadata,
  commandId: uuidV5(PCRM_NAMESPACE, `${metadata.commandId}|${what}`),
});

function must(outcomes: readonly (Outcome<Fact> | Error)[]): void {
  const failed = outcomes.find((outcome) => outcome instanceof Error);
  if (failed) throw failed;
}
