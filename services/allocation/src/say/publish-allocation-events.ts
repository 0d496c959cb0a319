import {
  BRANCH_KEY,
  adviserAttached,
  adviserDetached,
  capacityExceeded,
  capacityPolicyAdopted,
  clientAssigned,
  clientReassigned,
  clientReleased,
  clientTransferred,
  outletOpened,
  reassignmentProposed,
  staffDeparted,
  staffJoined,
  staffRoleChanged,
  type MessageContract,
} from '@pcrm/contracts';
import type { JsonObject, Said, Say } from '@pcrm/event-sourcing';
import type { CapacityPolicyAdopted } from '../capacity/capacity-policy.events.js';
import type * as Book from '../allocate/outlet-book.events.js';
import type { OutletOpened, OutletRenamed } from '../staff/outlet.events.js';
import type { Post, StaffDeparted, StaffJoined, StaffRoleChanged } from '../staff/staff-member.events.js';

const said = <Data extends object>(
  { type, version }: MessageContract<string, Data>,
  key: string,
  data: Data,
): Said => ({
  type,
  version,
  key,
  data: data as JsonObject,
});
const postOf = ({ outletId, role, capacityPercent }: Post) => ({
  ...(outletId !== null && { outletId }),
  role,
  capacityPercent,
});

/** What allocation tells the others. Reasons written by the head, what the book noted, and proposals of policies stay private. */
export const publishAllocationEvents = {
  OutletOpened: ({ outletId, name }: OutletOpened['data']) => said(outletOpened, outletId, { outletId, name }),
  OutletRenamed: ({ outletId, name }: OutletRenamed['data']) => said(outletOpened, outletId, { outletId, name }),
  StaffJoined: (data: StaffJoined['data']) => {
    const { staffId, name, joinedOn } = data;
    return said(staffJoined, staffId, { staffId, name, ...postOf(data), joinedOn });
  },
  StaffRoleChanged: (data: StaffRoleChanged['data']) =>
    said(staffRoleChanged, data.staffId, { staffId: data.staffId, ...postOf(data), changedOn: data.changedOn }),
  StaffDeparted: ({ staffId, departedOn }: StaffDeparted['data']) =>
    said(staffDeparted, staffId, { staffId, departedOn }),
  CapacityPolicyAdopted: ({ version, effectiveFrom, terms }: CapacityPolicyAdopted['data']) => {
    const { potentialClients, maintainers, advisers, bands } = terms;
    const numbers = { potentialClients, maintainers: [...maintainers], advisers: [...advisers], bands: [...bands] };
    return said(capacityPolicyAdopted, BRANCH_KEY, { version, effectiveFrom, terms: numbers });
  },
  ClientAssigned: ({ reason: _private, managersHadRoom: _own, ...data }: Book.ClientAssigned['data']) =>
    said(clientAssigned, data.clientId, data),
  ClientReassigned: ({ reason: _private, managersHadRoom: _own, ...data }: Book.ClientReassigned['data']) =>
    said(clientReassigned, data.clientId, data),
  ClientReleased: (data: Book.ClientReleased['data']) => said(clientReleased, data.clientId, data),
  AdviserAttached: (data: Book.AdviserAttached['data']) => said(adviserAttached, data.clientId, data),
  AdviserDetached: (data: Book.AdviserDetached['data']) => said(adviserDetached, data.clientId, data),
  CapacityExceeded: (data: Book.CapacityExceeded['data']) => said(capacityExceeded, data.staffId, data),
  ReassignmentProposed: (data: Book.ReassignmentProposed['data']) => said(reassignmentProposed, data.clientId, data),
  ClientDismissed: ({ outletId, toOutletId, ...data }: Book.ClientDismissed['data']) =>
    toOutletId === null
      ? undefined
      : said(clientTransferred, data.clientId, { ...data, fromOutletId: outletId, toOutletId }),
} satisfies Say;
