import { staffDeparted, staffJoined, staffRoleChanged } from '@pcrm/contracts';
import { say } from '@pcrm/contracts/testing';
import { project } from '@pcrm/event-sourcing/testing';
import { bookStaff, type BookStaffMessage } from './book-staff.projection.js';

const staffId = 'QX-101';
const joined = say(staffJoined, {
  ...{ staffId, name: '韦玲', outletId: 'qx', role: 'clientManager', capacityPercent: 100, joinedOn: '2026-01-05' },
});
const changed = (position: number, outletId?: string) =>
  say(
    staffRoleChanged,
    {
      ...({ staffId, role: 'lobbyManager', capacityPercent: 80, changedOn: '2026-06-01' } as const),
      ...(outletId !== undefined && { outletId }),
    },
    { position },
  );
const departed = say(staffDeparted, { staffId, departedOn: '2026-08-31' }, { position: 9 });
const known = (...said: readonly BookStaffMessage[]) => {
  const row = project(bookStaff, said).get(staffId);
  if (!row) throw new Error('nobody is known');
  return row;
};

describe('staff as books know them', () => {
  it('have the outlet they work in now, and every one they were ever at, once', () => {
    expect(known(joined)).toEqual({
      ...{ staffId, name: '韦玲', role: 'clientManager', capacityPercent: 100 },
      ...{ outletId: 'qx', outlets: ['qx'], departedOn: null },
    });
    const back = known(joined, changed(2, 'xn'), changed(3, 'qx'), departed);
    expect(back).toMatchObject({ outletId: 'qx', outlets: ['qx', 'xn'], role: 'lobbyManager', capacityPercent: 80 });
    expect(back.departedOn).toBe('2026-08-31');
    expect(known(joined, changed(2))).toMatchObject({ outletId: null, outlets: ['qx'] });
  });

  it('are seen by the outlet they work in now, and by themselves', () => {
    expect(bookStaff.belongs?.(known(joined, changed(2, 'xn')))).toEqual({ outletId: 'xn', staffIds: [staffId] });
    expect(bookStaff.belongs?.(known(joined, changed(2)))).toEqual({ staffIds: [staffId] });
  });
});
