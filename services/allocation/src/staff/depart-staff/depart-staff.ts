import { Refusal, type Decide } from '@pcrm/event-sourcing';
import type { StaffMember } from '../staff-member.js';
import type { StaffDeparted } from '../staff-member.events.js';

export type DepartStaff = { readonly staffId: string; readonly on: string };

/** Somebody leaves the branch; their clients are proposed for re-assignment. */
export const departStaff: Decide<DepartStaff, StaffMember, StaffDeparted> = ({ staffId, on }, member) => {
  if (member.status === 'unknown') throw new Refusal('staff.unknown', { staffId });
  if (member.status === 'departed') return [];
  return [{ type: 'StaffDeparted', data: { staffId, departedOn: on } }];
};
