import { Refusal, type Decide } from '@pcrm/event-sourcing';
import type { CapacityPolicy } from '../capacity-policy.js';
import type { CapacityPolicyProposed, CapacityTerms } from '../capacity-policy.events.js';

/** `today`: the business date on which it is proposed. */
export type ProposeCapacity = {
  readonly effectiveFrom: string;
  readonly terms: CapacityTerms;
  readonly proposedBy: string;
  readonly today: string;
};

/** The largest common denominator a load may have, so that exact integers stay exact. */
const LARGEST_DENOMINATOR = 1_000_000;

/** Proposes other numbers for A4–A9 from a date on. A date in the past is refused: a closed period keeps its version. */
export const proposeCapacity: Decide<ProposeCapacity, CapacityPolicy, CapacityPolicyProposed> = (command, policy) => {
  const { effectiveFrom, terms, proposedBy, today } = command;
  if (effectiveFrom < today) throw new Refusal('capacity-policy.date-in-the-past', { effectiveFrom, today });
  const same = policy.proposed.find((known) => known.effectiveFrom === effectiveFrom && isSame(known.terms, terms));
  if (same) return [];
  const capacities = [...terms.maintainers, ...terms.advisers];
  const twice = repeated(terms.maintainers) ?? repeated(terms.advisers);
  if (twice) throw new Refusal('capacity-policy.capacity-given-twice', { entry: twice });
  if (!managersCover(terms)) throw new Refusal('capacity-policy.managers-cover-every-tier', { rule: 'A5–A7' });
  const denominator = leastCommonMultiple([terms.potentialClients, ...capacities.map(({ clients }) => clients)]);
  if (denominator > LARGEST_DENOMINATOR) {
    throw new Refusal('capacity-policy.load-not-exact', { rule: 'A9', largestDenominator: LARGEST_DENOMINATOR });
  }
  const data = { version: policy.newest + 1, effectiveFrom, terms, proposedBy };
  return [{ type: 'CapacityPolicyProposed', data }];
};

const isSame = (one: CapacityTerms, other: CapacityTerms): boolean => JSON.stringify(one) === JSON.stringify(other);

const repeated = (capacities: CapacityTerms['maintainers']): string | undefined => {
  const names = capacities.map(({ role, tier }) => `${role}/${tier}`);
  return names.find((name, index) => names.indexOf(name) !== index);
};

/** Whatever a book may come to hold by a noted tier must weigh something. */
const managersCover = ({ maintainers }: CapacityTerms): boolean =>
  (['gold', 'platinum', 'diamond', 'privateBank'] as const).every((tier) =>
    maintainers.some((capacity) => capacity.role === 'clientManager' && capacity.tier === tier),
  );

const leastCommonMultiple = (numbers: readonly number[]): number =>
  numbers.reduce(
    (multiple, next) => (multiple > LARGEST_DENOMINATOR ? multiple : (multiple / divisor(multiple, next)) * next),
    1,
  );
const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
