import { Module } from '@nestjs/common';
import { ServiceModule } from '@pcrm/platform';
import { AccountReader } from './account-reader.adapter.js';
import { ClientAccess } from './client-access.adapter.js';
import { clientsDefinition } from './clients.definition.js';
import { clientsTitles } from './clients.titles.js';
import { ConsentsController } from './consent/consents.controller.js';
import { ClientCardController } from './know/client-card.controller.js';
import { ClientSearch } from './know/client-search.adapter.js';
import { ClientListController } from './know/clients-view.controller.js';
import { ClientsController } from './register/clients.controller.js';
import { ImportClientsController } from './register/import-clients.controller.js';
import { KnownOutlets } from './register/known-outlets/known-outlets.adapter.js';
import { Takeover } from './register/taken-over.tokens.js';
import { OpeningTakeover } from './takeover.adapter.js';
import { StandingViewController } from './upgrade/standing-view.controller.js';
import { StandingsController } from './upgrade/standings.controller.js';
import { TierPoliciesController } from './upgrade/tier-policies.controller.js';
import { BusinessDaysController } from './value/business-days.controller.js';
import { FeedsController } from './value/feeds.controller.js';

/** The service over HTTP. */
@Module({
  imports: [
    ServiceModule.for(clientsDefinition, {
      controllers: [
        ImportClientsController,
        ClientListController,
        ClientsController,
        ClientCardController,
        StandingsController,
        StandingViewController,
        ConsentsController,
        TierPoliciesController,
        FeedsController,
        BusinessDaysController,
      ],
      providers: [
        ClientAccess,
        AccountReader,
        ClientSearch,
        KnownOutlets,
        { provide: Takeover, useClass: OpeningTakeover },
      ],
      titles: clientsTitles,
    }),
  ],
})
export class ClientsModule {}
