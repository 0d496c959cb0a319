import { describe, expect, it } from '@jest/globals';
import { clockContract } from './clock.contract.js';
import { fixedClock, systemClock } from './clock.js';

clockContract('system', () => systemClock);
clockContract('fixed', () => fixedClock('2026-03-01T02:03:04.005Z'));

describe('a fixed clock', () => {
  it('stands where it was put, until it is put elsewhere', () => {
    const clock = fixedClock('2026-03-01T00:00:00.000Z');
    expect([clock.now(), clock.now()]).toEqual(['2026-03-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z']);
    clock.set('2025-01-01T00:00:00.000Z');
    expect(clock.now()).toBe('2025-01-01T00:00:00.000Z');
  });
});
