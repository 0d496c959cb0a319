export { clientsDefinition } from './clients.definition.js';
export { ClientsModule } from './clients.module.js';
export { ClientsConfig } from './clients.config.js';
export { hearCoreBanking, type CoreBankingParts } from './core-banking-topic.adapter.js';
export { clientsBackstage } from './clients-backstage.adapter.js';
/** How the files of this service are read, line by line. */
export { readPiece, type FeedPlace } from './value/take-feed/read-piece.js';
export type { GoodLine, Known } from './value/take-feed/check-line.js';
export { readClientFile } from './register/import-clients/client-file.js';
/** What the sources of this service say of its endpoints. */
export const clientsApi = new URL('./clients.api.json', import.meta.url);
