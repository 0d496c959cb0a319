import type { Projection, Totals } from '@pcrm/event-sourcing';
import type { ContactPeriodClosed, ContactRule, EngagementMessage, PeriodVerdict } from '@pcrm/contracts';
import {
  PERIOD_VIEWS,
  QUARTER_CLIENTS,
  type PeriodTotals,
  type QuarterClients,
  type VerdictCounts,
} from '../period-totals.js';

/** A closed period as compliance shows it. */
export type ClosedLine = {
  readonly rule: ContactRule;
  readonly period: string;
  readonly staffId: string;
  readonly outletId: string;
  readonly owed: number;
  readonly done: number;
  readonly verdict: PeriodVerdict;
  readonly policyVersion: number;
  /** Everybody who maintained the client in it, where it was not always `staffId`. */
  readonly heldBy?: readonly string[];
};
const holdersOf = ({ staffId, heldBy = [staffId] }: ClosedLine): readonly string[] => heldBy;
/** One row per client: the newest closing of each rule and period, oldest first, at most 60. */
export type HistoryRow = {
  readonly clientId: string;
  readonly closed: readonly ClosedLine[];
  readonly staffIds: readonly string[];
  /** Everybody who maintained the client in one of them. */
  readonly holderIds: readonly string[];
  readonly outletId: string;
  readonly outletIds: readonly string[];
};

const counting =
  (ownerOf: (line: ClosedLine) => string) =>
  (total: PeriodTotals, { closed }: HistoryRow): PeriodTotals => {
    const next: Record<string, Record<string, VerdictCounts>> = { ...total };
    for (const line of closed) {
      const owner = ownerOf(line);
      const periods = { ...next[owner] };
      const key = `${line.rule}:${line.period}`;
      periods[key] = { ...periods[key], [line.verdict]: (periods[key]?.[line.verdict] ?? 0) + 1 };
      next[owner] = periods;
    }
    return next;
  };

export const periodsByStaff: Totals<HistoryRow, PeriodTotals> = {
  name: PERIOD_VIEWS.staff,
  indexes: {},
  of: ({ staffIds }) => staffIds,
  by: 'own',
  initial: () => ({}),
  add: counting(({ staffId }) => staffId),
};
export const periodsByOutlet: Totals<HistoryRow, PeriodTotals> = {
  name: PERIOD_VIEWS.outlet,
  indexes: {},
  of: ({ outletIds }) => outletIds,
  by: 'outlets',
  initial: () => ({}),
  add: counting(({ outletId }) => outletId),
};

/** Closed quarters in which leave may still be noted or taken back: a year. */
const QUARTERS = 4;
export const quarterClientsByStaff: Totals<HistoryRow, QuarterClients> = {
  name: QUARTER_CLIENTS,
  indexes: {},
  of: ({ holderIds }) => holderIds,
  by: 'holders',
  initial: () => ({}),
  add(total, { clientId, closed }) {
    const next: Record<string, Record<string, readonly string[]>> = { ...total };
    for (const line of closed.filter(({ rule }) => rule === 'C2').slice(-QUARTERS)) {
      for (const staffId of holdersOf(line)) {
        const own = next[staffId] ?? {};
        next[staffId] = { ...own, [line.period]: [...(own[line.period] ?? []), clientId] };
      }
    }
    return next;
  },
};

const KEPT = 60;
const before = (a: ClosedLine, b: ClosedLine): number => (a.period + a.rule < b.period + b.rule ? -1 : 1);

function closed(row: HistoryRow | undefined, data: ContactPeriodClosed): HistoryRow {
  const { clientId, closedAt: _closedAt, ...line } = data;
  const others = (row?.closed ?? []).filter(({ rule, period }) => rule !== line.rule || period !== line.period);
  const lines = [...others, line].toSorted(before).slice(-KEPT);
  const unique = (values: readonly string[]): readonly string[] => [...new Set(values)].toSorted();
  return {
    clientId,
    closed: lines,
    outletId: lines.at(-1)?.outletId ?? line.outletId,
    staffIds: unique(lines.map(({ staffId }) => staffId)),
    holderIds: unique(lines.flatMap(holdersOf)),
    outletIds: unique(lines.map(({ outletId }) => outletId)),
  };
}

/** Closed months and quarters by client, and their verdicts by staff and outlet. */
export const periodHistory: Projection<HistoryRow, EngagementMessage> = {
  name: 'period-history',
  version: 3,
  indexes: { own: ['staffIds[]'], holders: ['holderIds[]'], outlets: ['outletIds[]'] },
  totals: [periodsByStaff, periodsByOutlet, quarterClientsByStaff],
  belongs: ({ outletId, staffIds }) => ({ outletId, staffIds }),
  on: { ContactPeriodClosed: (row, { data }) => closed(row, data) },
};
