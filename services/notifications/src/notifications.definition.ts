import { contractSchemas } from '@pcrm/contracts';
import type { ServiceDefinition } from '@pcrm/event-sourcing';

/** notifications: what the bank says to its clients, and what it reminds its staff of. */
export const notificationsDefinition: ServiceDefinition = {
  name: 'notifications',
  aggregates: [],
  say: {},
  hears: ['clients.events', 'allocation.events', 'notifications.events'],
  contracts: contractSchemas,
  projections: [],
  reactions: [],
  agendas: [],
  handlers: {},
};
