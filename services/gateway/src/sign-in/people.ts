import type { Users } from '../users/users.js';
import type { IdentityProvider } from './identity-provider.js';
import type { Sessions } from './sessions.js';

/** Who may sign in, who proves it, and who is signed in. */
export type People = { readonly users: Users; readonly provider: IdentityProvider; readonly sessions: Sessions };
export const People = Symbol('People');
