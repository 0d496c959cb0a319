import { planFor, stoodAt } from './demo-branch.js';

const now = '2026-11-23T20:00:00.000Z'; // 24 November, 4 o'clock in Shanghai
const asked = { seed: 1, clients: 50, days: 10 };

describe('the plan of a demo branch', () => {
  it('ends yesterday in Shanghai, so that today has work, and tells its stories for today', () => {
    expect(planFor(undefined, asked, now)).toEqual({ ...asked, start: '2026-11-14', told: 10 });
  });

  it('grows by the days that have passed since, with the seed and the first day it began with', () => {
    const state = { plan: { ...asked, start: '2026-11-10', told: 10 }, done: 10 };
    expect(planFor(state, { seed: 9, clients: 9, days: 9 }, now)).toEqual({ ...state.plan, days: 14 });
  });

  it('stays as it is when started again on the same day, or with a clock that went back', () => {
    const state = { plan: { ...asked, start: '2026-11-14' }, done: 4 };
    expect(planFor(state, asked, now)).toEqual(state.plan);
    expect(planFor(state, asked, '2026-11-20T00:00:00.000Z')).toEqual(state.plan);
  });
});

describe('the clock before missing days are fed', () => {
  const plan = { ...asked, start: '2026-11-10', told: 10 };

  it('stands at the evening of the last day that is there, or at the beginning', () => {
    expect(stoodAt({ plan, done: 4 }, plan)).toBe('2026-11-13T15:00:00.000Z');
    expect(stoodAt({ plan, done: 10 }, { ...plan, days: 12 })).toBe('2026-11-19T15:00:00.000Z');
    expect(stoodAt({ plan, done: 0 }, plan)).toBe('2026-11-09T22:00:00.000Z');
  });

  it('runs where nothing is missing, and where nothing is there', () => {
    expect(stoodAt({ plan, done: 10 }, plan)).toBeUndefined();
    expect(stoodAt(undefined, plan)).toBeUndefined();
  });
});
