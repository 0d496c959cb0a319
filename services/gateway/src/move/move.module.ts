import { Module } from '@nestjs/common';
import { EventStore, type Moving } from '@pcrm/event-sourcing';
import { movingIn, Ports } from '@pcrm/platform';
import { FactMover } from './fact-mover.js';
import { FactsController } from './facts.controller.js';
import { KeysController } from './keys.controller.js';
import { KeysNoted } from './move.tokens.js';

/** Facts and keys of the installation, out and in, through the ports of `PlatformModule`. */
@Module({
  controllers: [FactsController, KeysController],
  providers: [
    { provide: KeysNoted, useFactory: ({ rows }: Ports) => movingIn(rows), inject: [Ports] },
    {
      provide: FactMover,
      useFactory: (events: EventStore, moving: Moving) => new FactMover(events, moving),
      inject: [EventStore, KeysNoted],
    },
  ],
})
export class MoveModule {}
