import { rank, type AverageBand, type StaffRole, type Tier } from '@pcrm/contracts';
import { kindOf } from './book-pages.js';
import type { Kind } from './load.js';
import type { AdviserRole, Basis } from './outlet-book.events.js';

/** Somebody maintained the client on the days [from, to); `to` null: still. */
export type Maintained = {
  readonly staffId: string;
  readonly role: StaffRole;
  readonly from: string;
  readonly to: string | null;
  readonly overridden: boolean;
  /** Why it ended, where a reason was recorded; `reassigned` otherwise. */
  readonly ended?: string;
  /** Id of the message that said it began: evidence, and no part of the digest. */
  readonly _by: string;
};
/** Somebody supported the client on the days [from, to). */
export type Advised = {
  readonly staffId: string;
  readonly role: AdviserRole;
  readonly from: string;
  readonly to: string | null;
  readonly _by: string;
};

/** A client as one of the branch's books shows them: what `clients` says (outlet, tier, potential, band) and what this service decided, each kept apart, so that either may come first. */
export type BookClientRow = {
  readonly clientId: string;
  readonly clientNo: string | null;
  /** Masked. */
  readonly name: string | null;
  readonly registeredIn: string | null;
  readonly transferredTo: string | null;
  readonly tier: Tier | null;
  readonly target: { readonly tier: Tier; readonly basis: Basis; readonly since: string } | null;
  readonly band: AverageBand | null;
  /** Since when somebody has to look after the client (A1); null: nobody has to. */
  readonly neededSince: string | null;
  readonly erased: boolean;
  /** Id of the message that last said what the client weighs as: evidence, and no part of the digest. */
  readonly _weighedBy: string | null;
  readonly maintainers: readonly Maintained[];
  readonly advised: readonly Advised[];
  readonly proposed: { readonly reasonCode: string; readonly on: string } | null;
  /** Derived from the above, for indexes. */
  readonly outletId: string | null;
  readonly staffId: string | null;
  readonly since: string | null;
  readonly advisers: readonly string[];
  readonly waiting: { readonly outletId: string; readonly since: string } | null;
  readonly proposal: { readonly outletId: string; readonly on: string } | null;
};

type Base = Omit<BookClientRow, 'outletId' | 'staffId' | 'since' | 'advisers' | 'waiting' | 'proposal'>;

const begun = (clientId: string): Base => ({
  ...{ clientId, clientNo: null, name: null, registeredIn: null, transferredTo: null },
  ...{ tier: null, target: null, band: null, neededSince: null, erased: false, _weighedBy: null },
  ...{ maintainers: [], advised: [], proposed: null },
});

/** What the client weighs as; null: neither signed nor potential. */
export const weightOf = ({ tier, target }: Pick<BookClientRow, 'tier' | 'target'>): Kind | null =>
  kindOf({ tier, targetTier: target?.tier ?? null });

/** Changes of what `clients` said, on a business date: a target that the tier has reached is none, and whether anybody has to look after the client follows. */
export function standing(
  row: BookClientRow | undefined,
  clientId: string,
  on: string,
  by: Partial<Base>,
): BookClientRow {
  const changed = { ...(row ?? begun(clientId)), ...by };
  const target = changed.target && rank(changed.target.tier) > rank(changed.tier) ? changed.target : null;
  const needed = weightOf({ tier: changed.tier, target }) !== null;
  return derived({ ...changed, target, neededSince: needed ? (row?.neededSince ?? on) : null });
}

/** Changes of what this service decided. */
export const decided = (
  row: BookClientRow | undefined,
  clientId: string,
  by: (row: Base) => Partial<Base>,
): BookClientRow => {
  const before = row ?? begun(clientId);
  return derived({ ...before, ...by(before) });
};

function derived(base: Base): BookClientRow {
  const outletId = base.transferredTo ?? base.registeredIn;
  const current = maintainerOf(base);
  const waiting = current ? null : waitingSince(base);
  return {
    ...base,
    ...{ outletId, staffId: current?.staffId ?? null, since: current?.from ?? null },
    advisers: base.advised.filter(({ to }) => to === null).map(({ staffId }) => staffId),
    ...whereItIsListed(outletId, waiting, base.proposed?.on),
  };
}

/** Who maintains the client now. */
export const maintainerOf = ({ maintainers }: Pick<Base, 'maintainers'>): Maintained | undefined =>
  maintainers.find(({ to }) => to === null);

/** A client whose outlet is not known yet is in no outlet's list. */
function whereItIsListed(
  outletId: string | null,
  since: string | null,
  on: string | undefined,
): Pick<BookClientRow, 'waiting' | 'proposal'> {
  if (outletId === null) return { waiting: null, proposal: null };
  return { waiting: since === null ? null : { outletId, since }, proposal: on === undefined ? null : { outletId, on } };
}

/** A client waits since somebody is needed, or since the last one let go, whichever came later. */
function waitingSince({ neededSince, maintainers }: Base): string | null {
  if (neededSince === null) return null;
  const released = maintainers.at(-1)?.to ?? neededSince;
  return released > neededSince ? released : neededSince;
}
