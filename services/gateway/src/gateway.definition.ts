import { contractSchemas } from '@pcrm/contracts';
import type { ServiceDefinition } from '@pcrm/event-sourcing';
import { outletNames } from './users/outlet-names.projection.js';
import { staffDirectory } from './users/staff-directory.projection.js';

/** The gateway decides nothing and says nothing; it hears who works where. */
export const gatewayDefinition: ServiceDefinition = {
  name: 'gateway',
  aggregates: [],
  say: {},
  hears: ['allocation.events'],
  contracts: contractSchemas,
  projections: [staffDirectory, outletNames],
  reactions: [],
  agendas: [],
  handlers: {},
};
