import { change, read, type Page } from './http.js';
import type { Offered } from './offered.js';

/** Somebody who may sign in. */
export type User = Offered['UserAnswer'];

export const users = (): Promise<Page<User>> => read('users');
export const addUser = (body: { userId: string; staffId: string; password: string }): Promise<void> =>
  change('POST', 'users', { body });
export const setPassword = (userId: string, password: string): Promise<void> =>
  change('PUT', `users/${encodeURIComponent(userId)}/password`, { body: { password } });
export const setDisabled = (userId: string, disabled: boolean): Promise<void> =>
  change('PUT', `users/${encodeURIComponent(userId)}/disabled`, { body: { disabled } });
/** Puts the demo branch back to how it was after its first load. */
export const resetDemo = (): Promise<void> => change('POST', 'demo/reset');
