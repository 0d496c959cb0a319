import type { DueReason } from '../due-reasons.js';
import { dueWording } from './due-wording.js';

const reason: DueReason = {
  ...{ rule: 'C2', period: '2026-Q2', status: 'atRisk', owed: 1, done: 0 },
  ...{ from: '2026-04-01', dueOn: '2026-06-30', policyVersion: 1, contacts: [] },
};

describe('the sentence on a row of the due list', () => {
  it.each([
    [7, '本季联系0/1，剩7天', 'contacted 0/1 this quarter, 7 days left'],
    [0, '本季联系0/1，今天到期', 'contacted 0/1 this quarter, due today'],
    [-2, '本季联系0/1，已逾期2天', 'contacted 0/1 this quarter, 2 days late'],
  ])('C2 with %i days to go', (daysLeft, zh, en) => expect(dueWording(reason, daysLeft)).toEqual({ zh, en }));
});
