import type { JsonObject } from '@pcrm/event-sourcing';
import { text, textOrNull, type Check } from './evidence.js';

type Terms = {
  readonly maintainers: readonly { readonly role: string; readonly tier: string; readonly clients: number }[];
  readonly potentialClients: number;
};
type Version = { readonly effectiveFrom: string; readonly terms: Terms };
type Client = { readonly tier: string | null; readonly targetTier: string | null; readonly staffId: string | null };

/** Clients of a kind that fill a book of this role; who does not fit the role any more counts as at a client manager. */
function fills(terms: Terms, role: string, kind: string): number {
  if (kind === 'potential') return terms.potentialClients;
  const of = (who: string): number | undefined =>
    terms.maintainers.find((each) => each.role === who && each.tier === kind)?.clients;
  return of(role) ?? of('clientManager') ?? Infinity;
}
const kindsOf = ({ tier, targetTier }: Client): readonly string[] =>
  tier !== null ? [tier] : targetTier !== null ? ['potential'] : [];
const isTooMuch = (kinds: readonly string[], role: string, terms: Terms): boolean =>
  kinds.reduce((sum, kind) => sum + 1 / fills(terms, role, kind), 0) > 1 + 1e-9;

/** The ratios a branch begins with are so wide that a run meets them never. */
const WIDE: Terms = { maintainers: [], potentialClients: 300 };
/** The policy in force on a date; the newest that was adopted may not be known to the book yet. */
function candidates(versions: readonly Version[], on: string): readonly Terms[] {
  const inForce = (known: readonly Version[]): Terms =>
    known.filter(({ effectiveFrom }) => effectiveFrom <= on).toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1)).at(-1)?.terms ?? WIDE; // prettier-ignore
  return [inForce(versions), inForce(versions.slice(0, -1))];
}

/** The clients as the books know them when something is decided. */
class Clients {
  private readonly all = new Map<string, Client>();

  take(type: string, data: JsonObject): void {
    const clientId = text(data['clientId']);
    const client = this.all.get(clientId) ?? { tier: null, targetTier: null, staffId: null };
    this.all.set(clientId, { ...client, ...changed(type, data) });
  }
  kindsOf(staffId: string): readonly string[] {
    return [...this.all.values()].flatMap((client) => (client.staffId === staffId ? kindsOf(client) : []));
  }
}
function changed(type: string, data: JsonObject): Partial<Client> {
  const tier = { tier: textOrNull(data['tier']) };
  const targetTier = { targetTier: textOrNull(data['targetTier']) };
  switch (type) {
    case 'ClientAdmitted':
      return { ...tier, ...targetTier };
    case 'ClientTierNoted':
      return tier;
    case 'ClientPotentialNoted':
      return targetTier;
    case 'ClientAssigned':
    case 'ClientReassigned':
      return { staffId: textOrNull(data['staffId']) };
    case 'ClientReleased':
      return { staffId: null };
    default:
      return {};
  }
}

/** Nobody was given more than the ratios allow under a policy of the branch, unless the head wrote why. */
export const ratiosAreKept: Check = ({ facts }) => {
  const wrong: string[] = [];
  const clients = new Clients();
  const versions: Version[] = [];
  for (const { type, data, position, stream } of facts) {
    if (type === 'CapacityPolicyAdopted') versions.push(data as unknown as Version);
    if (!stream.startsWith('outletBook-')) continue;
    clients.take(type, data);
    if (!['ClientAssigned', 'ClientReassigned'].includes(type) || data['overridden'] === true) continue;
    const kinds = clients.kindsOf(text(data['staffId']));
    if (candidates(versions, text(data['from'])).every((terms) => isTooMuch(kinds, text(data['role']), terms)))
      wrong.push(`${position} ${type}: ${text(data['staffId'])} has ${kinds.join()}`);
  }
  return wrong;
};
