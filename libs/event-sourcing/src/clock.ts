/** The only source of time. Answers ISO 8601 in UTC with milliseconds. */
export interface Clock {
  now(): string;
}
export const Clock = Symbol('Clock');

export const systemClock: Clock = { now: () => new Date(Date.now()).toISOString() };

/** A clock that stands where it was put: for tests, and for replaying a year of history through the same code. */
export const fixedClock = (at: string): Clock & { set(at: string): void } => {
  let current = at;
  return { now: () => current, set: (next) => void (current = next) };
};
