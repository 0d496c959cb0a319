import type { StaffRole } from '@pcrm/contracts';
import { Refusal, type Aggregate } from '@pcrm/event-sourcing';
import type { Post, StaffMemberEvent } from './staff-member.events.js';

/** 员工: not known, at a post, or gone. */
export type StaffMember =
  | { readonly status: 'unknown' }
  | { readonly status: 'present'; readonly name: string; readonly post: Post; readonly since: string }
  | { readonly status: 'departed'; readonly departedOn: string };

const postOf = ({ outletId, role, capacityPercent }: Post): Post => ({ outletId, role, capacityPercent });

export const staffMember: Aggregate<StaffMember, StaffMemberEvent> = {
  name: 'staffMember',
  initial: () => ({ status: 'unknown' }),
  evolve(member, { type, data }) {
    switch (type) {
      case 'StaffJoined':
        return { status: 'present', name: data.name, post: postOf(data), since: data.joinedOn };
      case 'StaffRoleChanged':
        return member.status === 'present' ? { ...member, post: postOf(data), since: data.changedOn } : member;
      case 'StaffDeparted':
        return { status: 'departed', departedOn: data.departedOn };
    }
  },
};

const BRANCH_ROLES: readonly StaffRole[] = ['branchManager', 'branchAnalyst', 'compliance', 'administrator'];

/** A post as somebody asks for it; `outletOpen`: the outlet is known to the branch. */
export type AskedPost = Post & { readonly outletOpen: boolean };

/** Refuses a post that cannot be: outlet staff need an open outlet, branch staff have none, the factor is 50–150 % (A4). */
export function checkedPost({ outletId, role, capacityPercent, outletOpen }: AskedPost): Post {
  checkOutlet({ outletId, role, outletOpen });
  if (!Number.isInteger(capacityPercent) || capacityPercent < 50 || capacityPercent > 150) {
    throw new Refusal('staff.capacity-out-of-range', { rule: 'A4', from: 50, to: 150 }, 'capacityPercent');
  }
  return { outletId, role, capacityPercent };
}

function checkOutlet({ outletId, role, outletOpen }: Omit<AskedPost, 'capacityPercent'>): void {
  const ofBranch = BRANCH_ROLES.includes(role);
  if (outletId === null) {
    if (!ofBranch) throw new Refusal('staff.outlet-needed', { role }, 'outletId');
    return;
  }
  if (ofBranch) throw new Refusal('staff.role-has-no-outlet', { role }, 'outletId');
  if (!outletOpen) throw new Refusal('staff.outlet-unknown', { outletId }, 'outletId');
}

export const isSamePost = (one: Post, other: Post): boolean =>
  one.outletId === other.outletId && one.role === other.role && one.capacityPercent === other.capacityPercent;
