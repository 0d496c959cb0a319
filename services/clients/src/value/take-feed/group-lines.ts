import type { BalanceRecord } from '../balance-record.js';
import type { GoodLine } from './check-line.js';

/** A client was at an outlet. */
type Visit = { readonly visitedOn: string; readonly outletId: string };
/** Lines between two closing markers, by client: their order among themselves cannot matter. `close` comes after them. */
export type Stretch = {
  readonly balances: readonly { readonly clientId: string; readonly records: readonly BalanceRecord[] }[];
  readonly visits: readonly { readonly clientId: string; readonly visits: readonly Visit[] }[];
  readonly close?: string;
};

/** Cuts a piece at its closing markers and gathers what belongs to one client. */
export function stretchesOf(lines: readonly GoodLine[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let balances = new Map<string, BalanceRecord[]>();
  let visits = new Map<string, Visit[]>();
  const end = (close?: string): void => {
    stretches.push({
      balances: [...balances].map(([clientId, records]) => ({ clientId, records })),
      visits: [...visits].map(([clientId, all]) => ({ clientId, visits: all })),
      ...(close !== undefined && { close }),
    });
    balances = new Map();
    visits = new Map();
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
