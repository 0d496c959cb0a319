import { askedBy, clientsSearch } from './clients-view.js';
import { crossingsOf } from './crossings.js';
import { timelineOf } from './timeline.js';

describe('a view of the client list in an address', () => {
  it('keeps codes and drops everything else', () => {
    const view = { tier: 'gold', band: '200k-500k', only: 'watched', sort: 'changed' };
    expect(clientsSearch({ ...view, text: '王小芳' })).toEqual(view);
    expect(clientsSearch({ tier: 'iron', band: 1, only: 'x', sort: '' })).toEqual({});
  });
  it('asks for what it says', () => {
    expect(askedBy({ tier: 'gold', only: 'watched' }, '')).toEqual({ tier: 'gold', watched: true, sort: 'average' });
    expect(askedBy({ tier: 'none', only: 'judged', sort: 'number' }, '')).toEqual({
      established: false,
      potential: 'judged',
      sort: 'number',
    });
    expect(askedBy({ band: '1m-6m' }, ' wxf ')).toEqual({ text: 'wxf', band: '1m-6m', sort: 'average' });
  });
});

describe('foreseen crossings', () => {
  it('come the soonest first, unknown ones left out', () =>
    expect(
      crossingsOf({ 'gold:lose': '2026-12-09', 'platinum:reach': '2026-12-01', 'iron:reach': '2026-01-01', gold: 'x' }),
    ).toEqual([
      { tier: 'platinum', direction: 'reach', on: '2026-12-01' },
      { tier: 'gold', direction: 'lose', on: '2026-12-09' },
    ]));
});

describe('what happened with a client', () => {
  const contact = (id: string, on: string) => ({
    id,
    on,
    staffId: 's',
    channel: 'phone' as const,
    reached: true,
    nextStepOn: null,
  });
  it('is told newest first, with who took over and who let go', () => {
    const entries = timelineOf([contact('a', '2026-06-01'), contact('b', '2026-06-09')], {
      ...{ clientId: 'c', name: null, outletId: 'o', staffId: 's2' },
      maintainers: [
        { staffId: 's1', role: 'teller', from: '2026-01-01', to: '2026-06-05', overridden: false },
        { staffId: 's2', role: 'clientManager', from: '2026-06-05', to: null, overridden: false },
      ],
      advisers: [{ staffId: 's3', role: 'financialAdviser', from: '2026-06-10', to: null }],
    });
    expect(entries.map(({ on, kind }) => [on, kind])).toEqual([
      ['2026-06-10', 'attached'],
      ['2026-06-09', 'contact'],
      ['2026-06-05', 'released'],
      ['2026-06-05', 'assigned'],
      ['2026-06-01', 'contact'],
      ['2026-01-01', 'assigned'],
    ]);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  });
  it('is told without the book where it may not be read', () =>
    expect(timelineOf([contact('a', '2026-06-01')], undefined)).toHaveLength(1));
});
