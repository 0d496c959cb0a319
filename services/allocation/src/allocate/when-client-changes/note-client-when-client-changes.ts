import { BRANCH_KEY, toShanghaiDate, type ClientsMessage } from '@pcrm/contracts';
import { tableOf, type Issued, type Known, type Reaction } from '@pcrm/event-sourcing';
import type { AdmitClient } from '../admit-client/admit-client.js';
import { bookClients } from '../book-clients.projection.js';
import type { BookClientRow } from '../book-clients.row.js';
import { capacityVersions, termsOn, type CapacityVersionsRow } from '../capacity-versions.projection.js';
import type { DismissClient } from '../dismiss-client/dismiss-client.js';
import type { NoteClient } from '../note-client/note-client.js';
import type { PlaceClient } from '../place-client/place-client.js';

type Heard = Extract<
  ClientsMessage,
  {
    type:
      | 'ClientRegistered'
      | 'ClientMarkedPotential'
      | 'PotentialWithdrawn'
      | 'ClientUpgraded'
      | 'ClientDowngraded'
      | 'AverageBandChanged'
      | 'FollowUpTerminated'
      | 'ClientErased';
  }
>;
type Noted = Omit<NoteClient, 'outletId' | 'terms' | 'clientId'>;

const clientsTable = tableOf(bookClients);
const versionsTable = tableOf(capacityVersions);

/** In whose book the client stands now. The row was begun by the registration, which is always heard first. */
const outletOf = (message: Heard, known: Known): string | undefined =>
  known.row<BookClientRow>(clientsTable, message.key)?.outletId ??
  ('outletId' in message.data ? message.data.outletId : undefined);

const inBook = (
  message: Heard,
  known: Known,
  on: string,
  issue: (outletId: string) => Omit<Issued, 'occurredAt' | 'id'>,
): Issued[] => {
  const outletId = outletOf(message, known);
  if (outletId === undefined) throw new Error(`${message.type}: no outlet is known for its client`);
  const { handler, command } = issue(outletId);
  const terms = termsOn(known.row<CapacityVersionsRow>(versionsTable, BRANCH_KEY), on);
  return [{ handler, id: outletId, command: { ...command, outletId, terms }, occurredAt: message.metadata.occurredAt }];
};

const noted = (message: Heard, known: Known, note: Noted): readonly Issued[] =>
  inBook(message, known, note.on, () => ({
    handler: 'outletBook.noteClient',
    command: { ...note, clientId: message.key },
  }));

/** What `clients` says goes into the book of the client's outlet: registration places and admits, standing is noted, erasure dismisses. One reaction for all of it, so that one client's facts keep their order. */
export const noteClientWhenClientChanges: Reaction<Heard> = {
  name: 'note-client-when-client-changes',
  fromStart: true,
  needs: ({ key }) => [
    { table: clientsTable, keys: [key] },
    { table: versionsTable, keys: [BRANCH_KEY] },
  ],
  on: {
    ClientRegistered: ({ data: { clientId, outletId, registeredOn: on, signed }, metadata: { occurredAt } }) => {
      const place: PlaceClient = { clientId, outletId, on };
      const admit: AdmitClient = { ...place, tier: signed?.tier ?? null, targetTier: null, basis: null, band: null };
      return [
        { handler: 'clientPlacement.place', id: clientId, command: place, occurredAt },
        { handler: 'outletBook.admitClient', id: outletId, command: admit, occurredAt },
      ];
    },
    ClientMarkedPotential: (message, known) => {
      const { targetTier, basis, markedOn } = message.data;
      return noted(message, known, { potential: { targetTier, basis }, on: markedOn, because: 'potentialWithdrawn' });
    },
    PotentialWithdrawn: (message, known) =>
      noted(message, known, { potential: null, on: message.data.withdrawnOn, because: 'potentialWithdrawn' }),
    ClientUpgraded: (message, known) =>
      noted(message, known, { tier: message.data.to, on: message.data.upgradedOn, because: 'noTierLeft' }),
    ClientDowngraded: (message, known) =>
      noted(message, known, { tier: message.data.to, on: message.data.downgradedOn, because: 'noTierLeft' }),
    AverageBandChanged: (message, known) =>
      noted(message, known, { band: message.data.band, on: message.data.asOf, because: 'noTierLeft' }),
    FollowUpTerminated: (message, known) => {
      const { remainsTier: tier, terminatedOn: on } = message.data;
      return noted(message, known, { tier, potential: null, on, because: 'followUpTerminated' });
    },
    ClientErased: (message, known) => {
      const { clientId, erasedAt } = message.data;
      const on = toShanghaiDate(erasedAt);
      const command: Omit<DismissClient, 'outletId' | 'terms'> = { clientId, toOutletId: null, on };
      return inBook(message, known, on, () => ({ handler: 'outletBook.dismissClient', command }));
    },
  },
};
