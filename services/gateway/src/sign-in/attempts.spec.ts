import { describe, expect, it } from '@jest/globals';
import { Attempts } from './attempts.js';

const failing = (attempts: Attempts, who: string, times: number): void => {
  for (let nth = 0; nth < times; nth++) attempts.fail(who);
};

describe('wrong passwords', () => {
  it('make each attempt after the fifth wait, twice as long every time, until one is right', () => {
    let now = 0;
    const attempts = new Attempts(() => now);
    failing(attempts, 'wei', 4);
    expect(attempts.wait('wei')).toBe(0);
    attempts.fail('wei');
    expect(attempts.wait('wei')).toBe(8);
    attempts.fail('wei');
    expect([attempts.wait('wei'), attempts.wait('qin')]).toEqual([16, 0]);
    now = 16_000;
    expect(attempts.wait('wei')).toBe(0);
    failing(attempts, 'wei', 20);
    expect(attempts.wait('wei')).toBe(900);
    attempts.succeed('wei');
    expect(attempts.wait('wei')).toBe(0);
  });

  it('are taken back where nobody could tell whether they were wrong: nobody waits longer for that', () => {
    let now = 0;
    const attempts = new Attempts(() => now);
    failing(attempts, 'wei', 6);
    expect(attempts.wait('wei')).toBe(16);
    now = 16_000;
    for (let nth = 0; nth < 20; nth++) {
      attempts.fail('wei')();
      expect(attempts.wait('wei')).toBe(0);
    }
    const [first, second] = [attempts.fail('wei'), attempts.fail('wei')];
    first();
    expect(attempts.wait('wei')).toBe(64);
    second();
    attempts.fail('wei');
    expect(attempts.wait('wei')).toBe(32);
    attempts.fail('nobody')();
    failing(attempts, 'nobody', 4);
    expect(attempts.wait('nobody')).toBe(0);
  });

  it('of many made-up names do not free the one under attack, whoever asks how long to wait meanwhile', () => {
    const attempts = new Attempts(() => 0);
    failing(attempts, 'idle', 5);
    failing(attempts, 'wei', 5);
    for (let nth = 0; nth < 9_999; nth++) {
      attempts.fail(`made-up-${String(nth)}`);
      if (nth % 1_000 === 0) attempts.fail('wei');
      attempts.wait('idle');
    }
    expect([attempts.wait('wei'), attempts.wait('idle')]).toEqual([900, 0]);
  });
});
