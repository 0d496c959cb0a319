import type { JsonObject } from '@pcrm/event-sourcing';
import { unknownStaff, type BookClient } from './book-pages.js';
import type { BookDraft } from './book-draft.js';
import { absence, adviserMisfit, isAllottedByBand, misfit, type Obstacle } from './fit.js';
import { adviserLoad, isAbove, maintainerLoad, type Kind } from './load.js';
import { kindOf } from './book-pages.js';

/** One client to one maintainer. `reason`: the head's written reason to go above capacity (A9). */
export type Move = { readonly clientId: string; readonly staffId: string; readonly reason?: string };

/** Longest written reason, in characters. */
export const REASON_LENGTH = 500;

/** Makes a staff member the client's one main maintainer, or says what stands against it (A3–A9). Already so: nothing. */
export function move(draft: BookDraft, { clientId, staffId, reason }: Move): Obstacle | undefined {
  const client = draft.client(clientId);
  if (!client) return { code: 'book.client-unknown', details: { clientId } };
  if (client.staffId === staffId) return undefined;
  const written = reason?.trim() ?? '';
  const against = unfit(draft, client, staffId) ?? tooLong(written) ?? full(draft, client, staffId, written);
  if (against) return against;
  record(draft, { clientId, staffId, reason: written });
  return undefined;
}

function unfit(draft: BookDraft, client: BookClient, staffId: string): Obstacle | undefined {
  const staff = draft.staff(staffId);
  return absence(staffId, staff) ?? misfit(client, (staff ?? unknownStaff()).role, draft.deciding.terms);
}

const tooLong = (reason: string): Obstacle | undefined =>
  reason.length > REASON_LENGTH ? { code: 'book.reason-too-long', details: { longest: REASON_LENGTH } } : undefined;

/** A9: above 1.00 only with a written reason. */
function full(draft: BookDraft, client: BookClient, staffId: string, reason: string): Obstacle | undefined {
  const after = loadWith(draft, client, staffId);
  if (!isAbove(after) || reason !== '') return undefined;
  const details: JsonObject = { rule: 'A9', staffId, load: after, before: draft.loadOf(staffId) };
  return { code: 'book.capacity-exceeded', details };
}

function loadWith(draft: BookDraft, client: BookClient, staffId: string): { numerator: number; denominator: number } {
  const { held, role, capacityPercent } = draft.staff(staffId) ?? unknownStaff();
  const kind = kindOf(client) as Kind;
  return maintainerLoad({ ...held, [kind]: held[kind] + 1 }, role, capacityPercent, draft.deciding.terms);
}

function record(draft: BookDraft, { clientId, staffId, reason }: Required<Move>): void {
  const { outletId, on, terms } = draft.deciding;
  const client = draft.client(clientId) as BookClient;
  const { role } = draft.staff(staffId) ?? unknownStaff();
  const before = draft.loadOf(staffId);
  const overridden = isAbove(loadWith(draft, client, staffId));
  const { tier, targetTier, staffId: fromStaffId } = client;
  const data = {
    ...{ outletId, clientId, staffId, role, tier, targetTier, from: on, overridden },
    ...(overridden && { reason }),
    ...(isAllottedByBand(terms, role) && draft.managersHaveRoom() && { managersHadRoom: true as const }),
  };
  settle(draft, clientId);
  if (fromStaffId === null) draft.record({ type: 'ClientAssigned', data });
  else draft.record({ type: 'ClientReassigned', data: { ...data, fromStaffId } });
  if (overridden) draft.sayExceeded(staffId, before, 'override');
}

/** Takes an open proposal to re-assign back: it has been followed, or is not needed any more. */
export function settle(draft: BookDraft, clientId: string): void {
  const client = draft.client(clientId);
  if (!client?.staffId || client.proposed === null) return;
  const { outletId, on } = draft.deciding;
  const data = { outletId, clientId, staffId: client.staffId, reasonCode: client.proposed, on, settled: true as const };
  draft.record({ type: 'ReassignmentProposed', data });
}

/** Takes the client off their maintainer. Not maintained: nothing. */
export function release(draft: BookDraft, clientId: string, reasonCode: string): void {
  const staffId = draft.client(clientId)?.staffId;
  if (!staffId) return;
  settle(draft, clientId);
  const { outletId, on: from } = draft.deciding;
  draft.record({ type: 'ClientReleased', data: { outletId, clientId, staffId, reasonCode, from } });
}

/** What stands against an adviser supporting this client (A5, A6): the tier, the role, or their ratio. */
export function adviserObstacle(draft: BookDraft, client: BookClient, staffId: string): Obstacle | undefined {
  const { terms } = draft.deciding;
  const staff = draft.staff(staffId);
  const against = absence(staffId, staff) ?? adviserMisfit(client, (staff ?? unknownStaff()).role, terms);
  if (against || !staff) return against;
  const kind = kindOf(client) as Kind;
  const after = { ...staff.advised, [kind]: staff.advised[kind] + 1 };
  const load = adviserLoad(after, staff.role, staff.capacityPercent, terms);
  if (!isAbove(load)) return undefined;
  return { code: 'book.adviser-ratio-exceeded', details: { rule: kind === 'platinum' ? 'A6' : 'A5', staffId, load } };
}
