import { confirmPlan, dropFromPlan, keepInPlan, type DailyPlan } from '../api/engagement.js';
import { asSeen, sameLine, samePlan } from './plan-as-seen.js';

const plan = (states: { readonly [clientId: string]: 'proposed' | 'kept' | 'dropped' }, confirmedAt?: string) =>
  ({
    ...{ staffId: 's', date: '2026-11-24', confirmedAt: confirmedAt ?? null },
    items: Object.entries(states).map(([clientId, state]) => ({
      ...{ clientId, clientName: '李*', rules: ['C2'], score: 1, state, reasonCode: null, done: false, contacts: [] },
    })),
  }) satisfies DailyPlan;

/** The platform with today's plan at a revision: a change that names another one is turned away. */
function platform(now: DailyPlan, revision: number): readonly (readonly [string, string | undefined])[] {
  const asked: (readonly [string, string | undefined])[] = [];
  globalThis.fetch = (path, init) => {
    const match = (init?.headers as Record<string, string>)['if-match'];
    if (init?.method === 'GET')
      return Promise.resolve(new Response(JSON.stringify(now), { headers: { etag: `W/"${String(revision)}"` } }));
    asked.push([(path as string).replace('/api/daily-plans/today/', ''), match]);
    const changed = { status: 412, code: 'resource.changed', title: '已被他人修改' };
    const current = match === `W/"${String(revision)}"`;
    return Promise.resolve(
      new Response(JSON.stringify(current ? { revision } : changed), { status: current ? 200 : 412 }),
    );
  };
  return asked;
}
const realFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = realFetch;
});
const seen = (states: Parameters<typeof plan>[0], revision = 3) => ({ body: plan(states), revision });

describe('a change of the day’s plan (C0)', () => {
  it('names the revision that was seen, whichever it is', async () => {
    const asked = platform(plan({ a: 'proposed' }), 3);
    const before = seen({ a: 'proposed' });
    await asSeen(before, sameLine('a'), (revision) => keepInPlan('a', 'k-1', revision));
    await asSeen(before, sameLine('a'), (revision) => dropFromPlan('a', { reasonCode: 'notNow' }, 'k-2', revision));
    await asSeen(before, samePlan, (revision) => confirmPlan('k-3', revision));
    expect(asked).toEqual([
      ['items/a/keep', 'W/"3"'],
      ['items/a/drop', 'W/"3"'],
      ['confirm', 'W/"3"'],
    ]);
  });
  it('of one client is done on the newest when only others changed', async () => {
    const asked = platform(plan({ a: 'proposed', b: 'dropped' }), 4);
    const before = seen({ a: 'proposed', b: 'proposed' });
    await asSeen(before, sameLine('a'), (revision) => keepInPlan('a', 'k-1', revision));
    expect(asked.map(([, match]) => match)).toEqual(['W/"3"', 'W/"4"']);
  });
  it('is refused when this client was dropped meanwhile, or the plan confirmed', async () => {
    const keep = () => asSeen(seen({ a: 'proposed' }), sameLine('a'), (revision) => keepInPlan('a', 'k-1', revision));
    platform(plan({ a: 'dropped' }), 4);
    await expect(keep()).rejects.toMatchObject({ status: 412, message: '已被他人修改' });
    platform(plan({ a: 'proposed' }, '2026-11-24T01:00:00.000Z'), 4);
    await expect(keep()).rejects.toMatchObject({ status: 412 });
  });
  it('as a whole is refused when any client in it changed', async () => {
    platform(plan({ a: 'proposed', b: 'dropped' }), 4);
    const confirm = asSeen(seen({ a: 'proposed', b: 'proposed' }), samePlan, (revision) =>
      confirmPlan('k-1', revision),
    );
    await expect(confirm).rejects.toMatchObject({ status: 412 });
  });
});
