import type { SignedIn } from './sign-in/identity-provider.js';

/** What the gateway is told by the edition that starts it. */
export type GatewayOptions = {
  /** People to pick without a password: only in a demo data folder, and only on loopback. */
  readonly personas?: () => Promise<readonly SignedIn[]>;
};
export const GatewayOptions = Symbol('GatewayOptions');
