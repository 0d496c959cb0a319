import type { StaffRole } from '@pcrm/contracts';
import { change, read } from './http.js';
import { Problem } from './problem.js';

/** Who is signed in. `permissions` draw the menu; the platform decides by itself. */
export type Session = {
  readonly userId: string;
  readonly staffId: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly outletId?: string;
  readonly permissions: readonly string[];
  /** The data is made up. */
  readonly demo: boolean;
  /** The clock of the platform, ISO 8601 in UTC. */
  readonly now: string;
};
/** Somebody of the demo branch. */
export type Persona = Pick<Session, 'staffId' | 'name' | 'role'> & { readonly outletId?: string };

/** Who is signed in; null when nobody is. */
export async function currentSession(): Promise<Session | null> {
  try {
    return await read<Session>('session');
  } catch (error) {
    if (error instanceof Problem && error.status === 401) return null;
    throw error;
  }
}

/** The people that may be picked; none outside a demo. */
export async function personas(): Promise<readonly Persona[]> {
  try {
    return await read<readonly Persona[]>('session/personas');
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return [];
    throw error;
  }
}

export const signIn = (userId: string, password: string): Promise<Session> =>
  change<Session>('POST', 'session', { body: { userId, password } });
export const signInAs = (staffId: string): Promise<Session> =>
  change<Session>('POST', 'session/persona', { body: { staffId } });
/** The first administrator of a new branch, by the one-time link. */
export const setUp = (token: string, userId: string, password: string): Promise<Session> =>
  change<Session>('POST', 'session/setup', { body: { token, userId, password } });
export const signOut = (): Promise<void> => change<void>('DELETE', 'session');

/** How far the demo branch is loaded. */
export type DemoProgress = {
  readonly state: 'loading' | 'ready' | 'failed';
  readonly days: number;
  readonly of: number;
};
export const demoProgress = (): Promise<DemoProgress> => read<DemoProgress>('demo');
