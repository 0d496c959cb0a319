import { change, read } from './http.js';
import type { Offered } from './offered.js';
import { Problem } from './problem.js';

/** Who is signed in. `permissions` draw the menu; the platform decides by itself. `ahead`: by how many ms its clock was before ours. */
export type Session = Offered['SessionAnswer'] & { readonly ahead: number };
/** Somebody of the demo branch. */
export type Persona = Offered['PersonaAnswer'];

const arrived = (session: Offered['SessionAnswer']): Session => ({
  ...session,
  ahead: Date.parse(session.now) - Date.now(),
});

/** Who is signed in; null when nobody is. */
export async function currentSession(): Promise<Session | null> {
  try {
    return arrived(await read('session'));
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

export const signIn = async (userId: string, password: string): Promise<Session> =>
  arrived(await change('POST', 'session', { body: { userId, password } }));
export const signInAs = async (staffId: string): Promise<Session> =>
  arrived(await change('POST', 'session/persona', { body: { staffId } }));
/** The first administrator of a new branch, by the one-time link. */
export const setUp = async (token: string, userId: string, password: string): Promise<Session> =>
  arrived(await change('POST', 'session/setup', { body: { token, userId, password } }));
export const signOut = (): Promise<void> => change('DELETE', 'session');

/** How far the demo branch is loaded. */
export type DemoProgress = Offered['DemoProgress'];
export const demoProgress = (): Promise<DemoProgress> => read('demo');
