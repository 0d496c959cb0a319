import type { Identity } from '@pcrm/platform';
import { isWithin, valuesOf, type Belonging, type Belongings, type Reach, type Values } from '../belongings.js';

/** What a request names: what is within the reach, what a colleague has, what another outlet has, or some of each. */
export const TARGETS = ['own', 'colleague', 'elsewhere', 'mixed'] as const;
export type Target = (typeof TARGETS)[number];
export type Named = { readonly [T in Target]: Values };

/** Those whose reach ends nowhere, or who have none, are asked about the same clients as a head of this outlet would be. */
const homeOf = (who: Identity, { outletIds }: Belongings): string => who.outletId ?? outletIds[0] ?? '';

/** Values for the requests of somebody, by what they name. */
export function namedFor(who: Identity, reach: Reach, all: Belongings): Named {
  const home = homeOf(who, all);
  const within = (client: Belonging): boolean =>
    who.outletId === undefined ? client.outletId === home : isWithin(reach, who, client);
  const parts = {
    own: all.clients.filter(within),
    colleague: all.clients.filter((client) => client.outletId === home && !within(client)),
    elsewhere: all.clients.filter((client) => client.outletId !== home && !within(client)),
  };
  const staffIn = (here: boolean): readonly string[] =>
    all.staff.filter(({ outletId }) => (outletId === home) === here).map(({ staffId }) => staffId);
  const others = staffIn(true).filter((staffId) => staffId !== who.staffId);
  const outlets = all.outletIds.filter((outletId) => outletId !== home);
  const values = {
    own: withPlaces(parts.own, all, [who.staffId], [home]),
    colleague: withPlaces(parts.colleague, all, others, [home]),
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
