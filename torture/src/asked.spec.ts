import { describe, expect, it } from '@jest/globals';
import { askedBy, Misuse } from './asked.js';

const OPTIONS = {
  rounds: { is: 'number', least: 1, otherwise: 20, about: 'rounds' },
  seed: { is: 'number', least: 0, about: 'this one' },
  minutes: { is: 'number', least: 0.1, otherwise: 10, fractions: true, about: 'minutes' },
  only: { is: 'name', names: ['disk', 'clock'], about: 'one alone' },
  every: { is: 'flag', about: 'all of them' },
} as const;
const asked = (...args: readonly string[]) => askedBy(args, OPTIONS);

describe('what a part is asked for', () => {
  it('is its own where nothing is said', () =>
    expect(asked()).toEqual({ rounds: 20, seed: undefined, minutes: 10, only: undefined, every: false }));
  it('is said with a space or an equals sign', () =>
    expect(asked('--rounds', '7', '--seed=0', '--minutes', '0.5', '--only=clock', '--every')).toEqual({
      ...{ rounds: 7, seed: 0, minutes: 0.5, only: 'clock', every: true },
    }));
  it.each([
    ['--rounds', '0', '--rounds takes a whole number from 1 on, not "0"'],
    ['--rounds', '1.5', '--rounds takes a whole number from 1 on, not "1.5"'],
    ['--rounds', '1e2', '--rounds takes a whole number from 1 on, not "1e2"'],
    ['--rounds', '99999999999999999999', '--rounds takes a whole number from 1 on, not "99999999999999999999"'],
    ['--minutes', 'Infinity', '--minutes takes a number from 0.1 on, not "Infinity"'],
    ['--only', 'rose', '--only takes one of disk, clock, not "rose"'],
    ['--speed', '1', "Unknown option '--speed'; there are: --rounds N --seed N --minutes N --only NAME --every"],
    ['--every=1', '--rounds=1', "Option '--every' does not take an argument; there are: --rounds N --seed N --minutes N --only NAME --every"], // prettier-ignore
  ])('is refused as %s %s', (option, value, message) =>
    expect(() => asked(option, value)).toThrow(new Misuse(message)),
  );
});
