import { kindOf, type BookClient, type BookStaff } from './book-pages.js';
import type { OutletBookEvent } from './outlet-book.events.js';

/** What facts are applied to: the folded book itself, or a draft laid over it. Clients and staff answered may be changed in place. */
export type Pages = {
  client(id: string): BookClient | undefined;
  putClient(id: string, client: BookClient | undefined): void;
  staff(id: string): BookStaff;
};

/** Applies one fact. Counts of maintainers and advisers follow every change of a client. */
export function apply(event: OutletBookEvent, pages: Pages): void {
  switch (event.type) {
    case 'StaffNoted': {
      const { staffId, role, capacityPercent, presence } = event.data;
      Object.assign(pages.staff(staffId), { role, capacityPercent, presence });
      return;
    }
    case 'ClientAdmitted': {
      const { clientId, tier, targetTier, basis, band } = event.data;
      pages.putClient(clientId, { tier, targetTier, basis, band, staffId: null, since: null, advisers: [], proposed: null });
      return;
    }
    case 'ClientDismissed':
      change(pages, event.data.clientId, () => ({ staffId: null, advisers: [] }));
      pages.putClient(event.data.clientId, undefined);
      return;
    case 'CapacityExceeded':
      return;
    default:
      change(pages, event.data.clientId, (client) => changeOf(event, client));
  }
}

type ChangesClient = Exclude<
  OutletBookEvent,
  { type: 'StaffNoted' | 'ClientAdmitted' | 'ClientDismissed' | 'CapacityExceeded' }
>;

function changeOf(event: ChangesClient, client: BookClient): Partial<BookClient> {
  switch (event.type) {
    case 'ClientTierNoted':
      return { tier: event.data.tier };
    case 'ClientPotentialNoted':
      return { targetTier: event.data.targetTier, basis: event.data.basis };
    case 'ClientBandNoted':
      return { band: event.data.band };
    case 'ClientAssigned':
    case 'ClientReassigned':
      return { staffId: event.data.staffId, since: event.data.from };
    case 'ClientReleased':
      return { staffId: null, since: null };
    case 'AdviserAttached':
      return { advisers: [...client.advisers, event.data.staffId] };
    case 'AdviserDetached':
      return { advisers: client.advisers.filter((adviser) => adviser !== event.data.staffId) };
    case 'ReassignmentProposed':
      return { proposed: event.data.settled ? null : event.data.reasonCode };
  }
}

/** Changes a client and moves their weight: taken off before, put on after. */
function change(pages: Pages, clientId: string, by: (client: BookClient) => Partial<BookClient>): void {
  const client = pages.client(clientId);
  if (!client) return;
  weigh(pages, client, -1);
  Object.assign(client, by(client));
  weigh(pages, client, 1);
}

function weigh(pages: Pages, client: BookClient, by: 1 | -1): void {
  const kind = kindOf(client);
  if (kind === null) return;
  if (client.staffId !== null) pages.staff(client.staffId).held[kind] += by;
  for (const adviser of client.advisers) pages.staff(adviser).advised[kind] += by;
}
