import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { currentSession, type Session } from '../api/session.js';
import { SessionProvider, useNow, useToday } from './session.js';

const here = Date.parse('2026-11-24T02:00:00.000Z');
const realFetch = globalThis.fetch;
beforeAll(() => void jest.useFakeTimers({ now: here }));
afterAll(() => {
  jest.useRealTimers();
  globalThis.fetch = realFetch;
});

/** The session as the platform tells it when its clock stands at `now`. */
async function toldAt(now: string): Promise<Session> {
  const told = { staffId: 's', name: '韦*', role: 'clientManager', permissions: [], demo: true, now };
  globalThis.fetch = () => Promise.resolve(new Response(JSON.stringify(told)));
  const session = await currentSession();
  if (!session) throw new Error('nobody is signed in');
  return session;
}
const Times = (): ReactNode => `${useToday()} ${useNow()()}`;
const shown = (session: Session): string =>
  renderToStaticMarkup(
    <SessionProvider session={session}>
      <Times />
    </SessionProvider>,
  );

describe('the date of the page', () => {
  it('follows the platform’s clock with every session that is told, as while a demo loads', async () => {
    const loading = await toldAt('2026-10-09T07:00:00.000Z');
    expect(loading.ahead).toBe(Date.parse('2026-10-09T07:00:00.000Z') - here);
    expect(shown(loading)).toBe('2026-10-09 2026-10-09T07:00:00.000Z');
    expect(shown(await toldAt('2026-10-10T15:00:00.000Z'))).toBe('2026-10-10 2026-10-10T15:00:00.000Z');
    expect(shown(await toldAt('2026-11-24T02:00:00.000Z'))).toBe('2026-11-24 2026-11-24T02:00:00.000Z');
  });
  it('is Shanghai’s, and goes on with the time that passes here', async () => {
    const session = await toldAt('2026-11-24T15:59:00.000Z');
    expect(shown(session)).toBe('2026-11-24 2026-11-24T15:59:00.000Z');
    jest.advanceTimersByTime(60_000);
    expect(shown(session)).toBe('2026-11-25 2026-11-24T16:00:00.000Z');
  });
});
