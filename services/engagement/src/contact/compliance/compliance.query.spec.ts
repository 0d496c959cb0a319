import { describe, expect, it } from '@jest/globals';
import { contactOn, signed, standards } from '../duty.examples.js';
import { addedUp, bookCompliance, byOutlet, clientCompliance, leavesFrom, type StaffLine } from './compliance.query.js';

const asOf = '2026-06-25';
const book = [
  signed('diamond', '2026-01-01', [contactOn('2026-06-03', 'meeting')]),
  signed('diamond', '2026-01-01', [contactOn('2026-06-03')]),
  { ...signed('gold', '2026-01-01', [contactOn('2026-03-03')]), visits: ['2026-06-24'] },
];

describe('compliance', () => {
  it('by client: done, owed and status per rule that asks something', () =>
    expect(clientCompliance(signed('diamond', '2026-01-01', [contactOn('2026-06-03')]), asOf, standards)).toMatchObject(
      [
        { rule: 'C2', period: '2026-Q2', owed: 1, done: 1, status: 'met' },
        { rule: 'C3', period: '2026-06', owed: 2, done: 1, status: 'atRisk', dueOn: '2026-06-30', policyVersion: 1 },
      ],
    ));
  it('by staff: statuses over the book', () =>
    expect(bookCompliance(book, asOf, standards)).toEqual({
      C2: { met: 2, atRisk: 1 },
      C3: { met: 1, atRisk: 1 },
      C9: { missed: 3 },
    }));
  it('C9: shows the leaves that still change what is owed, the earliest first', () =>
    expect(
      leavesFrom(
        {
          leaves: {
            later: { from: '2026-08-03', to: '2026-08-09' },
            over: { from: '2026-03-01', to: '2026-03-31' },
            across: { from: '2026-03-30', to: '2026-04-01' },
          },
        },
        asOf,
      ),
    ).toEqual([
      { leaveId: 'across', from: '2026-03-30', to: '2026-04-01' },
      { leaveId: 'later', from: '2026-08-03', to: '2026-08-09' },
    ]));
  it('by outlet: what its people have together', () => {
    const rules = bookCompliance(book, asOf, standards);
    expect(addedUp([rules, rules, {}])).toEqual({
      C2: { met: 4, atRisk: 2 },
      C3: { met: 2, atRisk: 2 },
      C9: { missed: 6 },
    });
    const line = (staffId: string, outletId: string, done: number, target = 10): StaffLine => ({
      ...{ staffId, outletId, name: null, role: 'clientManager', clients: 3, rules, strip: [], leaves: [] },
      ...{ week: { week: '2026-W26', target, done }, need: { clients: 3, credits: 1 } },
    });
    expect(byOutlet([line('a', 'o1', 10), line('b', 'o1', 9), line('c', 'o2', 0, 0)])).toEqual([
      { outletId: 'o1', clients: 6, rules: addedUp([rules, rules]), managers: 2, onTarget: 1 },
      { outletId: 'o2', clients: 3, rules, managers: 0, onTarget: 0 },
    ]);
  });
});
