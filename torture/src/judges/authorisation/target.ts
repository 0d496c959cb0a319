import type { Identity } from '@pcrm/platform';
import { isWithin, valuesOf, type Belonging, type Belongings, type Reach, type Values } from '../belongings.js';

/** What a request names: what is within the reach, what a colleague has, what another outlet has, or some of each. */
export const TARGETS = ['own', 'colleague', 'elsewhere', 'mixed'] as const;
export type Target = (typeof TARGETS)[number];
export type Named = { readonly [T in Target]: Values };

/** Those whose reach ends nowhere, or who have none, are asked about the same clients as a head of this outlet would be. */
const homeOf = (who: Identity, { outletIds }: Belongings): string => who.outletId ?? outletIds[0] ?? '';

/** Clients within the reach of somebody; of whom reaches all or none, those of one outlet. */
export function ownOf(who: Identity, reach: Reach, all: Belongings): readonly Belonging[] {
  const home = homeOf(who, all);
  return all.clients.filter((client) =>
    who.outletId === undefined ? client.outletId === home : isWithin(reach, who, client),
  );
}

/** All staff, those first who have most sorts of things within their own reach: who has nothing is asked in vain. */
export function richest({ staff, clients }: Belongings): readonly Identity[] {
  const riches = ({ staffId }: Identity): number =>
    Object.values(valuesOf(clients.filter(({ staffIds }) => staffIds.includes(staffId)))).filter((ids) => ids.length > 0).length;
  return staff.map((who) => ({ who, riches: riches(who) })).toSorted((a, b) => b.riches - a.riches).map(({ who }) => who);
} // prettier-ignore

/** Values for the requests of somebody, by what they name. */
export function namedFor(who: Identity, reach: Reach, all: Belongings): Named {
  const home = homeOf(who, all);
  const own = ownOf(who, reach, all);
  const others = all.clients.filter((client) => !own.includes(client));
  const parts = {
    own,
    colleague: others.filter((client) => client.outletId === home),
    elsewhere: others.filter((client) => client.outletId !== home),
  };
  const staffIn = (here: boolean): readonly string[] =>
    all.staff.filter(({ outletId }) => (outletId === home) === here).map(({ staffId }) => staffId);
  const colleagues = staffIn(true).filter((staffId) => staffId !== who.staffId);
  const outlets = all.outletIds.filter((outletId) => outletId !== home);
  const values = {
    own: withPlaces(parts.own, all, [who.staffId], [home]),
    colleague: withPlaces(parts.colleague, all, colleagues, [home]),
    elsewhere: withPlaces(parts.elsewhere, all, staffIn(false), outlets),
  };
  return { ...values, mixed: merged(Object.values(values)) };
}

const withPlaces = (
  clients: readonly Belonging[],
  { templateIds }: Belongings,
  staffIds: readonly string[],
  outletIds: readonly string[],
): Values => ({
  ...valuesOf(clients),
  staffId: staffIds,
  outletId: outletIds,
  toOutletId: outletIds,
  templateId: templateIds,
});

function merged(values: readonly Values[]): Values {
  const names = new Set(values.flatMap((one) => Object.keys(one)));
  return Object.fromEntries([...names].map((name) => [name, values.flatMap((one) => one[name] ?? [])]));
}
