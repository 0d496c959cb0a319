import { waivableOf } from './waivable.js';

const today = '2026-11-24';
describe('what the head may waive (C9)', () => {
  it('C3 and C4 of their month, while they are short', () => {
    expect(waivableOf({ rule: 'C3', period: '2026-11', status: 'atRisk' }, today)).toEqual({
      rule: 'C3',
      period: '2026-11',
    });
    expect(waivableOf({ rule: 'C4', period: '2026-11', status: 'open' }, today)?.period).toBe('2026-11');
  });
  it('C5 for the running month, whatever day its spell began', () =>
    expect(waivableOf({ rule: 'C5', period: '2026-10-30', status: 'open' }, today)).toEqual({
      rule: 'C5',
      period: '2026-11',
    }));
  it.each(['C1', 'C2', 'C9', 'NEXT_STEP'])('%s never', (rule) =>
    expect(waivableOf({ rule, period: '2026-11', status: 'missed' }, today)).toBeUndefined(),
  );
  it.each(['met', 'waived', 'notOwed'] as const)('nothing that is %s', (status) =>
    expect(waivableOf({ rule: 'C3', period: '2026-11', status }, today)).toBeUndefined(),
  );
});
