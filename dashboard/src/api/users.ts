import { change, read, type Page } from './http.js';

/** Somebody who may sign in. */
export type User = {
  readonly userId: string;
  readonly staffId: string;
  readonly disabled: boolean;
  readonly createdAt: string;
  readonly administrator?: boolean;
};

export const users = (): Promise<Page<User>> => read<Page<User>>('users');
export const addUser = (body: { userId: string; staffId: string; password: string }): Promise<void> =>
  change<void>('POST', 'users', { body });
export const setPassword = (userId: string, password: string): Promise<void> =>
  change<void>('PUT', `users/${encodeURIComponent(userId)}/password`, { body: { password } });
export const setDisabled = (userId: string, disabled: boolean): Promise<void> =>
  change<void>('PUT', `users/${encodeURIComponent(userId)}/disabled`, { body: { disabled } });
/** Puts the demo branch back to how it was after its first load. */
export const resetDemo = (): Promise<void> => change<void>('POST', 'demo/reset');
