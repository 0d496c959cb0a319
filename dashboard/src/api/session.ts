import { change, read } from './http.js';
import type { Offered } from './offered.js';
import { Problem } from './problem.js';

/** Who is signed in. `permissions` draw the menu; the platform decides by itself. */
export type Session = Offered['SessionAnswer'];
/** Somebody of the demo branch. */
export type Persona = Offered['PersonaAnswer'];

/** Who is signed in; null when nobody is. */
export async function currentSession(): Promise<Session | null> {
  try {
    return await read('session');
  } catch (error) {
    if (error instanceof Problem && error.status === 401) return null;
    throw error;
  }
}

/** The people that may be picked; none outside a demo. */
export async function personas(): Promise<readonly Persona[]> {
  try {
    return await read('session/personas');
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return [];
    throw error;
  }
}

export const signIn = (userId: string, password: string): Promise<Session> =>
  change('POST', 'session', { body: { userId, password } });
export const signInAs = (staffId: string): Promise<Session> => change('POST', 'session/persona', { body: { staffId } });
/** The first administrator of a new branch, by the one-time link. */
export const setUp = (token: string, userId: string, password: string): Promise<Session> =>
  change('POST', 'session/setup', { body: { token, userId, password } });
export const signOut = (): Promise<void> => change('DELETE', 'session');

/** How far the demo branch is loaded. */
export type DemoProgress = Offered['DemoProgress'];
export const demoProgress = (): Promise<DemoProgress> => read('demo');
