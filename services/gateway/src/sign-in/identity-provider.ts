import type { StaffRole } from '@pcrm/contracts';
import type { Identity } from '@pcrm/platform';

/** Somebody who proved who they are. `name` is shown to themselves only. */
export type SignedIn = Omit<Identity, 'sessionId' | 'role'> & {
  readonly role: StaffRole;
  readonly userId: string;
  readonly name: string;
  /** Counts what ends every session of theirs: another password, locking out. */
  readonly epoch?: number;
};

/** Proves who somebody is. Local users now; an OpenID Connect provider can take this place. */
export interface IdentityProvider {
  /** Undefined when user and password do not belong together, or the user may not sign in. */
  signIn(userId: string, password: string): Promise<SignedIn | undefined>;
  /** The same person as of now: role and outlet may have changed; undefined when they may no longer sign in. */
  current(userId: string): Promise<SignedIn | undefined>;
}
export const IdentityProvider = Symbol('IdentityProvider');
