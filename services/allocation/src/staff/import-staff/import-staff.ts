import { Refusal, type Decide } from '@pcrm/event-sourcing';
import { checkedPost, isSamePost, type AskedPost, type StaffMember } from '../staff-member.js';
import type { StaffMemberEvent } from '../staff-member.events.js';

/** One line of the staff file; `today`: the business date of the import. */
export type ImportStaff = AskedPost & {
  readonly staffId: string;
  readonly name: string;
  readonly joinedOn: string;
  readonly today: string;
};

/** Takes over a line of the staff file: somebody joins, or has another post from today on. The same line again changes nothing; who has left stays away. */
export const importStaff: Decide<ImportStaff, StaffMember, StaffMemberEvent> = (command, member) => {
  const { staffId, name, joinedOn, today } = command;
  if (member.status === 'departed') throw new Refusal('staff.departed', { staffId }, 'staffId');
  const post = checkedPost(command);
  if (member.status === 'unknown') return [{ type: 'StaffJoined', data: { staffId, name, ...post, joinedOn } }];
  if (isSamePost(member.post, post)) return [];
  return [{ type: 'StaffRoleChanged', data: { staffId, ...post, changedOn: today } }];
};
