import { Refusal, type Decide } from '@pcrm/event-sourcing';
import { checkedPost, isSamePost, type AskedPost, type StaffMember } from '../staff-member.js';
import type { StaffRoleChanged } from '../staff-member.events.js';

export type ChangePost = AskedPost & { readonly staffId: string; readonly on: string };

/** Gives a member of staff another role, outlet or capacity factor from a business date on (A4). The same post changes nothing. */
export const changePost: Decide<ChangePost, StaffMember, StaffRoleChanged> = (command, member) => {
  const { staffId, on } = command;
  if (member.status === 'unknown') throw new Refusal('staff.unknown', { staffId });
  if (member.status === 'departed') throw new Refusal('staff.departed', { staffId });
  const post = checkedPost(command);
  if (isSamePost(member.post, post)) return [];
  if (on < member.since) throw new Refusal('staff.changed-later-already', { staffId, since: member.since });
  return [{ type: 'StaffRoleChanged', data: { staffId, ...post, changedOn: on } }];
};
