import { staffDeparted, staffJoined, staffRoleChanged } from '@pcrm/contracts';
import { say } from '@pcrm/contracts/testing';
import { project } from '@pcrm/event-sourcing/testing';
import { staffList, type StaffListMessage } from './staff-list.projection.js';

const staffId = 'QX-101';
const joined = say(staffJoined, {
  ...{ staffId, name: '韦玲', outletId: 'qx', role: 'clientManager', capacityPercent: 100, joinedOn: '2026-01-05' },
});
const moved = say(
  staffRoleChanged,
  { staffId, outletId: 'xn', role: 'lobbyManager', capacityPercent: 80, changedOn: '2026-06-01' },
  { position: 2 },
);
const promoted = say(
  staffRoleChanged,
  { staffId, role: 'branchManager', capacityPercent: 100, changedOn: '2026-07-01' },
  { position: 3 },
);
const departed = say(staffDeparted, { staffId, departedOn: '2026-08-31' }, { position: 4 });
const listed = (...said: readonly StaffListMessage[]) => {
  const row = project(staffList, said).get(staffId);
  if (!row) throw new Error('nobody is listed');
  return row;
};

describe('the staff list', () => {
  it('shows where somebody works, as what, with which capacity, and keeps them when they depart', () => {
    expect(listed(joined)).toEqual({
      ...{ staffId, name: '韦玲', outletId: 'qx', role: 'clientManager', capacityPercent: 100 },
      ...{ joinedOn: '2026-01-05', departedOn: null },
    });
    expect(listed(joined, moved)).toMatchObject({ outletId: 'xn', role: 'lobbyManager', capacityPercent: 80 });
    expect(listed(joined, moved, departed)).toMatchObject({ outletId: 'xn', departedOn: '2026-08-31' });
  });

  it('is seen by the outlet that somebody works in now, and by themselves', () => {
    expect(staffList.belongs?.(listed(joined, moved))).toEqual({ outletId: 'xn', staffIds: [staffId] });
    expect(staffList.belongs?.(listed(joined, moved, promoted))).toEqual({ staffIds: [staffId] });
  });

  it('knows nobody who never joined', () => {
    expect(project(staffList, [moved, departed]).size).toBe(0);
  });
});
