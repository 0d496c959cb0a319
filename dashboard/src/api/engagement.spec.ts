import { policyOn } from './engagement.js';

const version = (number: number, effectiveFrom: string) => ({ version: number, effectiveFrom });
const policies = [
  version(1, '2000-01-01'),
  version(4, '2026-07-01'),
  version(2, '2026-07-01'),
  version(3, '2026-09-01'),
];

describe('the contact rules in force', () => {
  it.each([
    ['2026-06-30', 1],
    ['2026-07-01', 4],
    ['2026-09-01', 3],
    ['1999-12-31', undefined],
  ])('on %s are those of version %s', (date, number) => {
    expect(policyOn(policies, date)?.version).toBe(number);
    expect(policyOn(policies.toReversed(), date)?.version).toBe(number);
  });
});
