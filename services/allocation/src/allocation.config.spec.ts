import { documentedConfig } from '@pcrm/platform/testing';
import { AllocationConfig } from './allocation.config.js';
import { workdaysBetween } from './allocate/unassigned/unassigned.query.js';

const calendar = new AllocationConfig().calendar();

describe('age in workdays', () => {
  it.each([
    ['2026-06-12', '2026-06-12', 0, 'the same day'],
    ['2026-06-12', '2026-06-14', 0, 'Friday to Sunday'],
    ['2026-06-12', '2026-06-15', 1, 'Friday to Monday'],
    ['2026-06-18', '2026-06-22', 1, 'over the Dragon Boat Festival'],
    ['2026-09-30', '2026-10-08', 1, 'over the National Day week'],
    ['2026-10-09', '2026-10-10', 1, 'to a Saturday that is worked'],
    ['2026-06-15', '2026-06-12', 0, 'never negative'],
  ])('from %s to %s is %i: %s', (from, to, days) => expect(workdaysBetween(from, to, calendar)).toBe(days));
});

documentedConfig(AllocationConfig, new URL('../README.md', import.meta.url));
