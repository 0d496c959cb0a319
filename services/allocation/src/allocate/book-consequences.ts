import { unknownStaff, type BookClient } from './book-pages.js';
import type { BookDraft } from './book-draft.js';
import { adviserObstacle, settle } from './book-moves.js';
import { absence, adviserMisfit, isAdviser, misfit } from './fit.js';
import { adviserLoad } from './load.js';

/** After what was noted: proposes re-assignment where the maintainer no longer fits (A3, A8), settles it where they do again, and detaches advisers who may not support the tier (A5, A6). */
export function followUp(draft: BookDraft, clientId: string): void {
  const client = draft.client(clientId);
  if (!client) return;
  for (const adviser of [...client.advisers]) detachIfUnfit(draft, clientId, adviser);
  if (client.staffId === null) return;
  const reasonCode = whyNot(draft, client, client.staffId);
  if (reasonCode === client.proposed) return;
  if (reasonCode === null) return settle(draft, clientId);
  const { outletId, on } = draft.deciding;
  draft.record({ type: 'ReassignmentProposed', data: { outletId, clientId, staffId: client.staffId, reasonCode, on } });
}

function whyNot(draft: BookDraft, client: BookClient, staffId: string): string | null {
  const staff = draft.staff(staffId);
  const against = absence(staffId, staff) ?? misfit(client, (staff ?? unknownStaff()).role, draft.deciding.terms);
  return against?.code ?? null;
}

function detachIfUnfit(draft: BookDraft, clientId: string, staffId: string): void {
  const staff = draft.staff(staffId);
  const client = draft.client(clientId) as BookClient;
  const fits = staff && !absence(staffId, staff) && !adviserMisfit(client, staff.role, draft.deciding.terms);
  if (!fits) detach(draft, clientId, staffId);
}

export function detach(draft: BookDraft, clientId: string, staffId: string): void {
  const { outletId, on: from } = draft.deciding;
  draft.record({ type: 'AdviserDetached', data: { outletId, clientId, staffId, from } });
}

/** A client held by a lobby manager or teller rose above gold: the financial adviser with the lowest load who has room joins them until a client manager takes over (reactions across services). */
export function attachAdviserAfterRise(draft: BookDraft, clientId: string): void {
  const client = draft.client(clientId);
  if (!client || client.advisers.length > 0 || !isHeldBelowTheirTier(draft, client)) return;
  const adviser = leastLoadedAdviser(draft, client);
  if (!adviser) return;
  const { outletId, on: from } = draft.deciding;
  draft.record({
    type: 'AdviserAttached',
    data: { outletId, clientId, staffId: adviser, role: 'financialAdviser', from },
  });
}

function isHeldBelowTheirTier(draft: BookDraft, { staffId, tier }: BookClient): boolean {
  if (staffId === null || tier === null || tier === 'gold') return false;
  const role = draft.staff(staffId)?.role;
  return role === 'lobbyManager' || role === 'teller';
}

function leastLoadedAdviser(draft: BookDraft, client: BookClient): string | undefined {
  const { terms } = draft.deciding;
  const able = draft
    .everybody()
    .filter(([id, { role }]) => isAdviser(role) && role === 'financialAdviser' && !adviserObstacle(draft, client, id))
    .map(([id, staff]) => {
      const { numerator, denominator } = adviserLoad(staff.advised, staff.role, staff.capacityPercent, terms);
      return { id, numerator, denominator };
    });
  return able.sort((a, b) => a.numerator * b.denominator - b.numerator * a.denominator || (a.id < b.id ? -1 : 1))[0]
    ?.id;
}
