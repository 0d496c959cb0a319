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
      pages.putClient(clientId, {
        tier,
        targetTier,
        basis,
        band,
        staffId: null,
        since: null,
        advisers: [],
        proposed: null,
      });
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

type Changes = {
  readonly [T in ChangesClient['type']]: (
    data: Extract<ChangesClient, { type: T }>['data'],
    client: BookClient,
  ) => Partial<BookClient>;
};
const held = ({ staffId, from }: { staffId: string; from: string }): Partial<BookClient> => ({ staffId, since: from });
const CHANGES: Changes = {
  ClientTierNoted: ({ tier }) => ({ tier }),
  ClientPotentialNoted: ({ targetTier, basis }) => ({ targetTier, basis }),
  ClientBandNoted: ({ band }) => ({ band }),
  ClientAssigned: held,
  ClientReassigned: held,
  ClientReleased: () => ({ staffId: null, since: null }),
  AdviserAttached: ({ staffId }, { advisers }) => ({ advisers: [...advisers, staffId] }),
  AdviserDetached: ({ staffId }, { advisers }) => ({ advisers: advisers.filter((adviser) => adviser !== staffId) }),
  ReassignmentProposed: ({ reasonCode, settled }) => ({ proposed: settled ? null : reasonCode }),
};
const changeOf = ({ type, data }: ChangesClient, client: BookClient): Partial<BookClient> =>
  CHANGES[type](data as never, client);

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
