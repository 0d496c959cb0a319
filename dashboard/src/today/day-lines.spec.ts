import type { DailyPlan, DueLine, PlanLine } from '../api/engagement.js';
import { dayLines, isToDo, shownLines } from './day-lines.js';

const reason = (daysLeft: number): DueLine['reasons'][number] => ({
  ...{ rule: 'C3', period: '2026-11', status: 'open', owed: 2, done: 0, from: '2026-11-01', dueOn: '2026-11-30' },
  ...{ policyVersion: 1, contacts: [], daysLeft, score: 1, text: { zh: '', en: '' } },
});
const due = (clientId: string, score: number, daysLeft = 3): DueLine => ({
  ...{
    clientId,
    clientName: '王*',
    staffId: 's',
    outletId: 'o',
    tier: 'diamond',
    potential: null,
    score,
    lastContactOn: null,
  },
  reasons: [reason(daysLeft)],
});
const planned = (clientId: string, state: PlanLine['state'], done = false, score = 5): PlanLine => ({
  ...{ clientId, clientName: '李*', rules: ['C2'], score, state, reasonCode: null, done, contacts: [] },
});
const plan = (...items: PlanLine[]): DailyPlan => ({ staffId: 's', date: '2026-11-24', confirmedAt: null, items });
const ids = (lines: readonly { clientId: string }[]) => lines.map(({ clientId }) => clientId);

describe('the day of a manager (C0)', () => {
  it('shows every client once, the most pressing first', () =>
    expect(ids(dayLines(plan(planned('a', 'proposed'), planned('b', 'kept')), [due('b', 9), due('c', 7)]))).toEqual([
      'b',
      'c',
      'a',
    ]));
  it('puts what was done behind what is to do, and what was dropped last', () =>
    expect(
      ids(dayLines(plan(planned('a', 'dropped', false, 99), planned('b', 'kept', true, 50)), [due('c', 1)])),
    ).toEqual(['c', 'b', 'a']));
  it('knows what is due but not planned', () => {
    const lines = dayLines(plan(planned('a', 'kept')), [due('c', 7)]);
    expect(lines.map(({ clientId, plan: state }) => [clientId, state])).toEqual([
      ['c', null],
      ['a', 'kept'],
    ]);
    expect(ids(shownLines(lines, 'plan'))).toEqual(['a']);
    expect(ids(shownLines(lines, 'due'))).toEqual(['c', 'a']);
  });
  it('late is what is over its day and not done', () => {
    const lines = dayLines(plan(planned('b', 'kept', true)), [due('a', 3, -1), due('b', 2, -2), due('c', 1, 0)]);
    expect(ids(shownLines(lines, 'late'))).toEqual(['a']);
  });
  it('still to do is what is planned, not done and not dropped', () =>
    expect(
      ids(
        dayLines(plan(planned('a', 'kept'), planned('b', 'kept', true), planned('d', 'dropped')), [due('c', 1)]).filter(
          isToDo,
        ),
      ),
    ).toEqual(['a']));
  it('is the due list while there is no plan', () => expect(ids(dayLines(undefined, [due('a', 1)]))).toEqual(['a']));
});
