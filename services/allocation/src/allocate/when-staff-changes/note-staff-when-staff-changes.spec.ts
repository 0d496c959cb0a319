import { staffDeparted, staffJoined, staffRoleChanged } from '@pcrm/contracts';
import { say } from '@pcrm/contracts/testing';
import type { Issued, Known, Table } from '@pcrm/event-sourcing';
import { noteStaffWhenStaffChanges } from './note-staff-when-staff-changes.js';

const { on } = noteStaffWhenStaffChanges;
const knowing = (row?: object): Known => ({
  row: <R>({ name }: Table) => (name.startsWith('book-staff.') ? row : undefined) as R | undefined,
});
const noted = (issued: readonly Issued[] | undefined) =>
  issued?.map(({ handler, id, command }) => [
    handler,
    id,
    (command as { presence: string }).presence,
    (command as { role: string }).role,
  ]);
const post = { role: 'clientManager', capacityPercent: 100 } as const;

describe('noting staff in the books of their outlets', () => {
  it('who joins an outlet is present there; staff of the branch are in no book', () => {
    const joined = { staffId: 'm-1', name: '李明', ...post, joinedOn: '2026-01-05' };
    expect(noted(on.StaffJoined?.(say(staffJoined, { ...joined, outletId: 'N01' }), knowing()))).toEqual([
      ['outletBook.noteStaff', 'N01', 'present', 'clientManager'],
    ]);
    expect(noted(on.StaffJoined?.(say(staffJoined, joined), knowing()))).toEqual([]);
  });
  it('who moves is present in the new outlet and elsewhere in the old one', () => {
    const moved = say(staffRoleChanged, { staffId: 'm-1', outletId: 'N02', ...post, changedOn: '2026-03-01' });
    expect(noted(on.StaffRoleChanged?.(moved, knowing({ outlets: ['N01', 'N02'] })))).toEqual([
      ['outletBook.noteStaff', 'N01', 'elsewhere', 'clientManager'],
      ['outletBook.noteStaff', 'N02', 'present', 'clientManager'],
    ]);
  });
  it('who departs has departed from every book that knows them', () => {
    const departed = say(staffDeparted, { staffId: 'm-1', departedOn: '2026-06-30' });
    expect(noted(on.StaffDeparted?.(departed, knowing({ outlets: ['N01', 'N02'], ...post })))).toEqual([
      ['outletBook.noteStaff', 'N01', 'departed', 'clientManager'],
      ['outletBook.noteStaff', 'N02', 'departed', 'clientManager'],
    ]);
  });
});
