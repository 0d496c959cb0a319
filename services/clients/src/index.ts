export { clientsDefinition } from './clients.definition.js';
export { ClientsModule } from './clients.module.js';
export { ClientsConfig } from './clients.config.js';
export { hearCoreBanking, type CoreBankingParts } from './core-banking-topic.adapter.js';
export { clientsBackstage } from './clients-backstage.adapter.js';
/** What the sources of this service say of its endpoints. */
export const clientsApi = new URL('./clients.api.json', import.meta.url);
