import { contractSchemas } from '@pcrm/contracts';
import type { ServiceDefinition } from '@pcrm/event-sourcing';
import { admitClient } from './allocate/admit-client/admit-client.js';
import { bookClients } from './allocate/book-clients.projection.js';
import { bookStaff } from './allocate/book-staff.projection.js';
import { capacityVersions } from './allocate/capacity-versions.projection.js';
import { clientPlacement } from './allocate/client-placement.js';
import { dismissClient } from './allocate/dismiss-client/dismiss-client.js';
import { movePlacement } from './allocate/move-placement/move-placement.js';
import { noteClient } from './allocate/note-client/note-client.js';
import { noteStaff } from './allocate/note-staff/note-staff.js';
import { outletBook } from './allocate/outlet-book.js';
import { placeClient } from './allocate/place-client/place-client.js';
import { noteClientWhenClientChanges } from './allocate/when-client-changes/note-client-when-client-changes.js';
import { admitClientWhenClientTransferred } from './allocate/when-client-transferred/admit-client-when-client-transferred.js';
import { noteStaffWhenStaffChanges } from './allocate/when-staff-changes/note-staff-when-staff-changes.js';
import { capacityPolicy } from './capacity/capacity-policy.js';
import { publishAllocationEvents } from './say/publish-allocation-events.js';
import { outletList } from './staff/outlet-list/outlet-list.projection.js';
import { outlet } from './staff/outlet.js';
import { staffList } from './staff/staff-list/staff-list.projection.js';
import { staffMember } from './staff/staff-member.js';

/** allocation 客户分配: outlets and staff, who maintains whom and how much each carries. */
export const allocationDefinition: ServiceDefinition = {
  name: 'allocation',
  aggregates: [outlet, staffMember, capacityPolicy, outletBook, clientPlacement],
  say: publishAllocationEvents,
  hears: ['clients.events', 'allocation.events'],
  contracts: contractSchemas,
  projections: [outletList, staffList, bookStaff, capacityVersions, bookClients],
  reactions: [noteStaffWhenStaffChanges, noteClientWhenClientChanges, admitClientWhenClientTransferred],
  agendas: [],
  handlers: {
    'outletBook.noteStaff': { aggregate: outletBook, decide: noteStaff },
    'outletBook.admitClient': { aggregate: outletBook, decide: admitClient },
    'outletBook.noteClient': { aggregate: outletBook, decide: noteClient },
    'outletBook.dismissClient': { aggregate: outletBook, decide: dismissClient },
    'clientPlacement.place': { aggregate: clientPlacement, decide: placeClient },
    'clientPlacement.move': { aggregate: clientPlacement, decide: movePlacement },
  },
};
