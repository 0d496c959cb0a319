export { clientsDefinition } from './clients.definition.js';
export { ClientsModule } from './clients.module.js';
export { ClientsConfig } from './clients.config.js';
export { clientsBackstage } from './clients-backstage.adapter.js';
