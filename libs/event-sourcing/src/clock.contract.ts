import { describe, expect, it } from '@jest/globals';
import type { Clock } from './clock.js';

/** What every Clock promises. */
export const clockContract = (adapter: string, open: () => Clock): void =>
  describe(`${adapter} as a Clock`, () => {
    it('answers ISO 8601 in UTC with milliseconds', () => {
      expect(open().now()).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
    });

    it('names a real instant, in its one canonical spelling', () => {
      const now = open().now();
      expect(new Date(now).toISOString()).toBe(now);
    });

    it('does not go backwards by itself', () => {
      const clock = open();
      const readings = Array.from({ length: 100 }, () => clock.now());
      expect([...readings].sort()).toEqual(readings);
    });
  });
