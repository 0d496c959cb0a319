import { complianceSearch } from './compliance-view.js';
import { gradeOf, overallRate, rateOf } from './rates.js';

describe('the rate of a rule', () => {
  it('counts waived as met, what is not owed not at all, and cuts', () =>
    expect(rateOf({ met: 1, waived: 1, open: 1, notOwed: 9 })).toEqual({
      met: 2,
      of: 3,
      percent: 66,
      late: 0,
      waived: 1,
    }));
  it('names what is late', () =>
    expect(rateOf({ missed: 2, atRisk: 1, met: 1 })).toEqual({ met: 1, of: 4, percent: 25, late: 3, waived: 0 }));
  it('is none where nothing is owed', () =>
    expect([rateOf(undefined), rateOf({}), rateOf({ notOwed: 3 })]).toEqual([undefined, undefined, undefined]));
  it('adds C2–C4 and leaves suggestions out', () =>
    expect(
      overallRate({ C2: { met: 1 }, C3: { missed: 1 }, C4: { waived: 2 }, C5: { open: 50 }, C9: { missed: 9 } }),
    ).toEqual({ met: 3, of: 4, percent: 75, late: 1, waived: 2 }));
  it.each([
    [100, 'met'],
    [90, 'met'],
    [89, 'open'],
    [60, 'open'],
    [59, 'atRisk'],
    [29, 'missed'],
  ])('%i percent is %s', (percent, grade) => expect(gradeOf(percent)).toBe(grade));
});

describe('a view of the compliance in an address', () => {
  it('keeps codes and drops everything else', () => {
    expect(complianceSearch({ tab: 'byClient', staff: 'QX-101', outlet: 'qx', short: '1' })).toEqual({
      tab: 'byClient',
      staff: 'QX-101',
      outlet: 'qx',
      short: '1',
    });
    expect(complianceSearch({ tab: 'x', staff: '韦玲', outlet: 4, short: 'yes' })).toEqual({});
  });
});
