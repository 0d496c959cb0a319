import { AVERAGE_BANDS, TIER_FILTERS, type TierFilter } from './client-filters.js';
import { CLIENT_SORTS, type ClientSearch, type ClientSort } from '../api/clients.js';
import type { AverageBand } from '@pcrm/contracts';

/** A saved view of the client list as its address has it: codes only, never what was searched for. */
export type ClientsView = {
  readonly tier?: TierFilter;
  readonly band?: AverageBand;
  readonly only?: ClientsOnly;
  readonly sort?: ClientSort;
};
/** 达标未升级 (A2a) · 有潜力 (A2b) · 降级观察. */
export const ONLY = ['reached', 'judged', 'watched'] as const;
export type ClientsOnly = (typeof ONLY)[number];

const one = <Code extends string>(codes: readonly Code[], value: unknown): Code | undefined =>
  codes.find((code) => code === value);

/** The view in an address; what is no known code is left out. */
export function clientsSearch(address: Record<string, unknown>): ClientsView {
  const tier = one(TIER_FILTERS, address['tier']);
  const band = one(AVERAGE_BANDS, address['band']);
  const only = one(ONLY, address['only']);
  const sort = one(CLIENT_SORTS, address['sort']);
  return { ...(tier && { tier }), ...(band && { band }), ...(only && { only }), ...(sort && { sort }) };
}

/** What a view and a typed text ask for. */
export function askedBy({ tier, band, only, sort }: ClientsView, text: string): ClientSearch {
  const typed = text.trim();
  return {
    ...(typed && { text: typed }),
    ...(tier === 'none' ? { established: false } : tier && { tier }),
    ...(band && { band }),
    ...(only === 'watched' ? { watched: true } : only && { potential: only }),
    sort: sort ?? 'average',
  };
}
