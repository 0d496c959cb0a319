import type { BalanceRecord, RecordBalances } from '../record-balances/record-balances.js';
import type { RecordVisits } from '../record-visit/record-visit.js';
import type { GoodLine } from './check-line.js';

/** Lines between two closing markers, by client: their order among themselves cannot matter. `close` comes after them. */
export type Stretch = {
  readonly balances: readonly RecordBalances[];
  readonly visits: readonly RecordVisits[];
  readonly close?: string;
};

/** Cuts a piece at its closing markers and gathers what belongs to one client. */
export function stretchesOf(lines: readonly GoodLine[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let [balances, visits] = [new Map<string, BalanceRecord[]>(), new Map<string, RecordVisits['visits'][number][]>()];
  const end = (close?: string): void => {
    stretches.push({
      balances: [...balances].map(([clientId, records]) => ({ clientId, records })),
      visits: [...visits].map(([clientId, all]) => ({ clientId, visits: all })),
      ...(close !== undefined && { close }),
    });
    [balances, visits] = [new Map(), new Map()];
  };
  for (const line of lines) {
    if (line.type === 'close') end(line.businessDate);
    else if (line.type === 'balance') gather(balances, line.clientId, line.record);
    else gather(visits, line.clientId, { visitedOn: line.visitedOn, outletId: line.outletId });
  }
  if (balances.size > 0 || visits.size > 0) end();
  return stretches;
}

function gather<Value>(groups: Map<string, Value[]>, clientId: string, value: Value): void {
  const group = groups.get(clientId);
  if (group) group.push(value);
  else groups.set(clientId, [value]);
}
