import type { StaffRole } from '@pcrm/contracts';
import type { JsonObject } from '@pcrm/event-sourcing';
import type { CapacityTerms } from '../capacity/capacity-policy.events.js';
import { kindOf, type BookClient, type BookStaff } from './book-pages.js';
import { adviserCapacityOf, capacityOf } from './load.js';
import type { AdviserRole } from './outlet-book.events.js';

/** What stands against something: the code of the refusal it becomes, and its details. */
export type Obstacle = { readonly code: string; readonly details: JsonObject };
const obstacle = (code: string, details: JsonObject): Obstacle => ({ code, details });

/** Whether this member of staff may maintain anybody here at all. */
export function absence(staffId: string, staff: BookStaff | undefined): Obstacle | undefined {
  if (!staff) return obstacle('book.staff-unknown', { staffId });
  if (staff.presence === 'departed') return obstacle('staff.departed', { staffId });
  if (staff.presence === 'elsewhere') return obstacle('book.staff-elsewhere', { staffId });
  return undefined;
}

/** Roles that are allotted gold clients by band (A8). */
export const isAllottedByBand = (terms: CapacityTerms, role: StaffRole): boolean =>
  terms.bands.some((allowed) => allowed.role === role);

/** Whether a role may maintain a client like this, whatever the load (A3, A5–A8). */
export function misfit(client: BookClient, role: StaffRole, terms: CapacityTerms): Obstacle | undefined {
  const kind = kindOf(client);
  if (kind === null) return obstacle('book.not-a-vip-client', { rule: 'A1' });
  if (client.targetTier !== null && role !== 'clientManager' && !isSupport(role)) {
    return obstacle('book.potential-needs-client-manager', { rule: 'A3', role, targetTier: client.targetTier });
  }
  if (capacityOf(terms, role, kind) === undefined) {
    return obstacle('book.role-may-not-maintain', { rule: ruleOf(client), role, tier: client.tier });
  }
  return isAllottedByBand(terms, role) ? bandMisfit(client, role, terms) : undefined;
}

/** A8. The first band comes with the first business day that is closed after a client came in. */
function bandMisfit({ band }: BookClient, role: StaffRole, terms: CapacityTerms): Obstacle | undefined {
  if (band === null) return obstacle('book.band-unknown', { rule: 'A8', role, missing: 'closedBusinessDay' });
  const allowed = terms.bands.filter((each) => each.role === role).map((each) => each.band);
  return allowed.includes(band) ? undefined : obstacle('book.band-not-allowed', { rule: 'A8', role, band, allowed });
}

/** Roles that never maintain anybody: the answer about them does not depend on the client. */
const isSupport = (role: StaffRole): boolean => !['outletHead', 'lobbyManager', 'teller'].includes(role);

const RULES = { gold: 'A7', platinum: 'A6', diamond: 'A5', privateBank: 'A5' } as const;
const ruleOf = ({ tier }: BookClient): string => (tier === null ? 'A3' : RULES[tier]);

export const isAdviser = (role: StaffRole): role is AdviserRole =>
  role === 'wealthAdviser' || role === 'financialAdviser';

/** Whether an adviser of this role supports a client like this (A5, A6). */
export function adviserMisfit(client: BookClient, role: StaffRole, terms: CapacityTerms): Obstacle | undefined {
  if (!isAdviser(role)) return obstacle('book.role-may-not-advise', { rule: 'A5', role });
  if (client.tier === null || adviserCapacityOf(terms, role, client.tier) === undefined) {
    return obstacle('book.adviser-tier-not-allowed', {
      rule: client.tier === 'diamond' ? 'A5' : 'A6',
      role,
      tier: client.tier,
    });
  }
  return undefined;
}
