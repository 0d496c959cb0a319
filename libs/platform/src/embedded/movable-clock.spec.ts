import { describe, expect, it } from '@jest/globals';
import { clockContract } from '@pcrm/event-sourcing/testing';
import { MovableClock } from './movable-clock.js';

clockContract('movable', () => new MovableClock());

describe('a movable clock', () => {
  const noon = Date.parse('2026-03-01T12:00:00.000Z');

  it('follows real time until it is moved, runs on from where it was moved to, and back', () => {
    let real = noon;
    const clock = new MovableClock(undefined, () => real);
    expect(clock.now()).toBe('2026-03-01T12:00:00.000Z');
    clock.runFrom('2025-01-01T00:00:00.000Z');
    real += 1500;
    expect(clock.now()).toBe('2025-01-01T00:00:01.500Z');
    clock.runReal();
    expect(clock.now()).toBe('2026-03-01T12:00:01.500Z');
  });

  it('stands where it was put', () => {
    let real = noon;
    const clock = new MovableClock(undefined, () => real);
    clock.standAt('2025-06-01T00:00:00.000Z');
    real += 1500;
    expect(clock.now()).toBe('2025-06-01T00:00:00.000Z');
    clock.runFrom('2025-07-01T00:00:00.000Z');
    expect(clock.now()).toBe('2025-07-01T00:00:00.000Z');
  });

  it('is one clock for all who share its buffer', () => {
    const clock = new MovableClock(undefined, () => noon);
    const other = new MovableClock(clock.buffer, () => noon);
    clock.runFrom('2025-01-01T00:00:00.000Z');
    expect(other.now()).toBe('2025-01-01T00:00:00.000Z');
    other.standAt('2024-01-01T00:00:00.000Z');
    expect(clock.now()).toBe('2024-01-01T00:00:00.000Z');
  });
});
