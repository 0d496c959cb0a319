import { describe, expect, it } from '@jest/globals';
import { contactPeriodClosed, type ContactPeriodClosed } from '@pcrm/contracts';
import { say } from '@pcrm/contracts/testing';
import { project } from '@pcrm/event-sourcing/testing';
import fc from 'fast-check';
import type { PeriodTotals, QuarterClients } from '../period-totals.js';
import {
  periodHistory,
  periodsByOutlet,
  periodsByStaff,
  quarterClientsByStaff,
  type HistoryRow,
} from './period-history.projection.js';

const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const missed: ContactPeriodClosed = {
  clientId: id(1),
  staffId: 'cm1',
  outletId: 'o1',
  rule: 'C3',
  period: '2026-06',
  owed: 2,
  done: 1,
  verdict: 'missed',
  policyVersion: 1,
  closedAt: '2026-06-30T22:00:00.000Z',
};
const closing = (position: number, more: Partial<ContactPeriodClosed> = {}) =>
  say(contactPeriodClosed, { ...missed, ...more }, { position });
const totalOf = (rows: readonly HistoryRow[], totals: typeof periodsByStaff, key: string): PeriodTotals[string] =>
  rows
    .filter((row) => totals.of(row).includes(key))
    .reduce((sum, row) => totals.add(sum, row, row.clientId), totals.initial())[key] ?? {};

describe('closed periods', () => {
  it('a later closing of the same rule and period supersedes; twice is once', () => {
    const messages = [
      closing(1),
      closing(2, { period: '2026-05', verdict: 'met', done: 2 }),
      closing(3, { verdict: 'met', done: 2 }),
    ];
    const row = project(periodHistory, [...messages, ...messages]).get(id(1));
    expect(row?.closed.map(({ period, verdict }) => [period, verdict])).toEqual([
      ['2026-05', 'met'],
      ['2026-06', 'met'],
    ]);
  });

  it('totals over managers are totals over the outlet, and over the clients', () => {
    const line = fc.record({
      clientId: fc.integer({ min: 1, max: 6 }).map(id),
      staffId: fc.constantFrom('cm1', 'cm2', 'cm3'),
      rule: fc.constantFrom('C2' as const, 'C3' as const),
      period: fc.constantFrom('2026-05', '2026-06'),
      verdict: fc.constantFrom('met' as const, 'missed' as const, 'waived' as const),
    });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        const rows = [
          ...project(
            periodHistory,
            lines.map((more, n) => closing(n + 1, more)),
          ).values(),
        ];
        const counted = (totals: readonly PeriodTotals[string][]) => {
          const sum: Record<string, number> = {};
          for (const [key, verdicts] of totals.flatMap((total) => Object.entries(total)))
            for (const [verdict, n] of Object.entries(verdicts))
              sum[`${key} ${verdict}`] = (sum[`${key} ${verdict}`] ?? 0) + n;
          return sum;
        };
        const ofStaff = counted(['cm1', 'cm2', 'cm3'].map((key) => totalOf(rows, periodsByStaff, key)));
        expect(ofStaff).toEqual(counted([totalOf(rows, periodsByOutlet, 'o1')]));
        const clients = rows.flatMap(({ closed }) =>
          closed.map(({ rule, period, verdict }) => ({ [`${rule}:${period}`]: { [verdict]: 1 } })),
        );
        expect(ofStaff).toEqual(counted(clients));
      }),
      { seed: 7 },
    );
  });

  it('C2: name the clients whose quarters were closed for a member of staff, the last four of each', () => {
    const quarters = ['2025-Q2', '2025-Q3', '2025-Q4', '2026-Q1', '2026-Q2'];
    const of = (client: number, staffId: string, periods: readonly string[]) =>
      periods.map((quarter) => ({ clientId: id(client), staffId, rule: 'C2' as const, period: quarter }));
    const lines = [...of(1, 'cm1', quarters), ...of(2, 'cm1', ['2026-Q1']), ...of(2, 'cm2', ['2026-Q2'])];
    const closings = [...lines, { clientId: id(3) }].map((more, n) => closing(n + 1, more));
    const total = [...project(periodHistory, closings).values()].reduce<QuarterClients>(
      (sum, row) => quarterClientsByStaff.add(sum, row, row.clientId),
      quarterClientsByStaff.initial(),
    );
    expect(total).toEqual({
      cm1: { '2025-Q3': [id(1)], '2025-Q4': [id(1)], '2026-Q1': [id(1), id(2)], '2026-Q2': [id(1)] },
      cm2: { '2026-Q2': [id(2)] },
    });
  });
  it('C2, C9: so do they for everybody who had the client in the quarter, of whose verdicts it is none', () => {
    const quarter = { rule: 'C2' as const, period: '2026-Q2', staffId: 'cm2', heldBy: ['cm1', 'cm2'] };
    const rows = [...project(periodHistory, [closing(1, quarter)]).values()];
    const keys = rows.flatMap((row) => quarterClientsByStaff.of(row));
    expect(keys).toEqual(['cm1', 'cm2']);
    const total = rows.reduce<QuarterClients>(
      (sum, row) => quarterClientsByStaff.add(sum, row, row.clientId),
      quarterClientsByStaff.initial(),
    );
    expect(total).toEqual({ cm1: { '2026-Q2': [id(1)] }, cm2: { '2026-Q2': [id(1)] } });
    expect([totalOf(rows, periodsByStaff, 'cm1'), totalOf(rows, periodsByStaff, 'cm2')]).toEqual([
      {},
      { 'C2:2026-Q2': { missed: 1 } },
    ]);
  });
});
