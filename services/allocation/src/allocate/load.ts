import type { StaffRole, Tier } from '@pcrm/contracts';
import type { CapacityTerms } from '../capacity/capacity-policy.events.js';

/** What a client weighs as: their tier, or `potential` while unsigned (A4). */
export type Kind = Tier | 'potential';
export const KINDS: readonly Kind[] = ['gold', 'platinum', 'diamond', 'privateBank', 'potential'];
/** Clients by what they weigh as. */
export type Counts = { [K in Kind]: number };
export const noClients = (): Counts => ({ gold: 0, platinum: 0, diamond: 0, privateBank: 0, potential: 0 });

/** A load as an exact fraction in lowest terms; 1.00 = numerator equals denominator. */
export type Load = { readonly numerator: number; readonly denominator: number };

const divisor = (a: bigint, b: bigint): bigint => (b === 0n ? a : divisor(b, a % b));
const lowest = (numerator: bigint, denominator: bigint): Load => {
  const common = divisor(numerator, denominator);
  return { numerator: Number(numerator / common), denominator: Number(denominator / common) };
};

/** Σ clients ÷ capacity ÷ factor (A9), in exact integers; `percent` is the capacity factor times 100. */
function indexOf(counts: Counts, capacity: (kind: Kind) => number | undefined, percent: number): Load {
  let numerator = 0n;
  let denominator = 1n;
  for (const kind of KINDS) {
    const clients = capacity(kind);
    if (counts[kind] === 0 || clients === undefined) continue;
    numerator = numerator * BigInt(clients) + BigInt(counts[kind]) * denominator;
    denominator *= BigInt(clients);
  }
  return lowest(numerator * 100n, denominator * BigInt(percent));
}

const entry = (list: CapacityTerms['maintainers'], role: StaffRole, kind: Kind): number | undefined =>
  list.find((capacity) => capacity.role === role && capacity.tier === kind)?.clients;

/** Clients of this kind that fill a book of this role; undefined: the role may not maintain them (A5–A8). */
export const capacityOf = (terms: CapacityTerms, role: StaffRole, kind: Kind): number | undefined =>
  kind === 'potential'
    ? role === 'clientManager'
      ? terms.potentialClients
      : undefined
    : entry(terms.maintainers, role, kind);

/** What a client of this kind weighs by in a maintainer's book: one who no longer fits the role weighs as at a client manager until re-assigned. */
export const maintainerCapacityOf = (terms: CapacityTerms, role: StaffRole, kind: Kind): number | undefined =>
  capacityOf(terms, role, kind) ?? capacityOf(terms, 'clientManager', kind);

/** A maintainer's load index (A9). */
export const maintainerLoad = (counts: Counts, role: StaffRole, percent: number, terms: CapacityTerms): Load =>
  indexOf(counts, (kind) => maintainerCapacityOf(terms, role, kind), percent);

/** Clients of this kind one adviser of this role supports; undefined: none (A5, A6). */
export const adviserCapacityOf = (terms: CapacityTerms, role: StaffRole, kind: Kind): number | undefined =>
  entry(terms.advisers, role, kind);

/** An adviser's load (A5, A6): diamond / 60 + platinum / 400 of a financial adviser, diamond / 60 of a wealth adviser. */
export const adviserLoad = (counts: Counts, role: StaffRole, percent: number, terms: CapacityTerms): Load =>
  indexOf(counts, (kind) => adviserCapacityOf(terms, role, kind), percent);

/** 应配: client managers that these signed clients need, and advisers, as exact fractions (A9). */
export const needed = (counts: Counts, terms: CapacityTerms): { readonly managers: Load; readonly advisers: Load } => ({
  managers: indexOf({ ...counts, potential: 0 }, (kind) => capacityOf(terms, 'clientManager', kind), 100),
  advisers: indexOf(counts, (kind) => adviserCapacityOf(terms, 'financialAdviser', kind), 100),
});

export const isAbove = ({ numerator, denominator }: Load): boolean => numerator > denominator;
export const isBelow = ({ numerator, denominator }: Load): boolean => numerator < denominator;

/** Adds clients of one count to another. */
export const added = (one: Counts, other: Counts): Counts => ({
  gold: one.gold + other.gold,
  platinum: one.platinum + other.platinum,
  diamond: one.diamond + other.diamond,
  privateBank: one.privateBank + other.privateBank,
  potential: one.potential + other.potential,
});

/** The load as a number with at most four decimals, for showing; never for comparing. */
export const shown = ({ numerator, denominator }: Load): number =>
  Math.round((numerator / denominator) * 10_000) / 10_000;

/** A load exactly, and as a decimal for showing. */
export type ShownLoad = Load & {
  /** @fraction */
  readonly index: number;
};
export const withIndex = (load: Load): ShownLoad => ({ ...load, index: shown(load) });

/** Roles that support clients beside the maintainer (A5, A6). */
export const ADVISERS: readonly StaffRole[] = ['wealthAdviser', 'financialAdviser'];
