export { GatewayConfig } from './gateway.config.js';
export * from './gateway.definition.js';
export * from './gateway.module.js';
export * from './gateway.tokens.js';
export { MoveModule } from './move/move.module.js';
export * from './pages/dashboard-files.js';
export * from './origin/serve-services.adapter.js';
export * from './origin/service-routes.adapter.js';
export { Sessions, identityOf } from './sign-in/sessions.js';
export { cookieOrBearer } from './sign-in/session-cookie.js';
export { Users, signedInAs } from './users/users.js';
export { outletNames, type OutletNameRow } from './users/outlet-names.projection.js';
export { staffDirectory, type DirectoryRow } from './users/staff-directory.projection.js';
export type { SignedIn } from './sign-in/identity-provider.js';
/** What the sources of this service say of its endpoints. */
export const gatewayApi = new URL('./gateway.api.json', import.meta.url);
