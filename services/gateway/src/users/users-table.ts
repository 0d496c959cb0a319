import type { Table } from '@pcrm/event-sourcing';
import type { PasswordHash } from '../sign-in/password.js';

/** Somebody who may sign in. `staffId` names them to the services; role and outlet come from the staff directory. */
export type User = {
  readonly userId: string;
  readonly staffId: string;
  readonly password: PasswordHash;
  readonly disabled: boolean;
  readonly createdAt: string;
  /** Counts what ended their sessions. */
  readonly epoch?: number;
  /** Only the first administrator, who is on no staff list. */
  readonly administrator?: true;
};
/** A user without what is secret. */
export type UserListed = Omit<User, 'password' | 'epoch'>;

export const usersTable: Table = { name: 'users.v1', indexes: {} };
