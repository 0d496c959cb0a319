import { Refusal, type Decide } from '@pcrm/event-sourcing';
import { checkedPost, isSamePost, type AskedPost, type StaffMember } from '../staff-member.js';
import type { StaffJoined } from '../staff-member.events.js';

export type JoinStaff = AskedPost & { readonly staffId: string; readonly name: string; readonly joinedOn: string };

/** Somebody joins the branch at a post. Once gone, a staff number is not used again. */
export const joinStaff: Decide<JoinStaff, StaffMember, StaffJoined> = (command, member) => {
  const { staffId, name, joinedOn } = command;
  if (member.status === 'departed') throw new Refusal('staff.departed', { staffId });
  const post = checkedPost(command);
  if (member.status === 'present') {
    if (isSamePost(member.post, post) && member.name === name) return [];
    throw new Refusal('staff.joined-already', { staffId });
  }
  return [{ type: 'StaffJoined', data: { staffId, name, ...post, joinedOn } }];
};
