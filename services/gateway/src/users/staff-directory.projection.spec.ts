import { staffDeparted, staffJoined, staffRoleChanged } from '@pcrm/contracts';
import { say } from '@pcrm/contracts/testing';
import { project } from '@pcrm/event-sourcing/testing';
import { staffDirectory } from './staff-directory.projection.js';
import { signedInAs } from './users.js';

const joined = say(staffJoined, {
  staffId: 'QX-101',
  name: '韦玲',
  outletId: 'qx',
  role: 'clientManager',
  capacityPercent: 100,
  joinedOn: '2026-01-05',
});

describe('the staff directory', () => {
  it('knows where somebody works, in which role', () => {
    const rows = project(staffDirectory, [joined, joined]);
    expect(rows.get('QX-101')).toEqual({ staffId: 'QX-101', name: '韦玲', role: 'clientManager', outletId: 'qx' });
  });

  it('follows somebody to another outlet', () => {
    const moved = say(
      staffRoleChanged,
      { staffId: 'QX-101', outletId: 'xn', role: 'lobbyManager', capacityPercent: 100, changedOn: '2026-06-01' },
      { position: 2 },
    );
    expect(project(staffDirectory, [joined, moved]).get('QX-101')).toEqual({
      staffId: 'QX-101',
      name: '韦玲',
      role: 'lobbyManager',
      outletId: 'xn',
    });
  });

  it('follows a change of role, and forgets the outlet of somebody who now works for the branch', () => {
    const promoted = say(
      staffRoleChanged,
      { staffId: 'QX-101', role: 'branchManager', capacityPercent: 100, changedOn: '2026-06-01' },
      { position: 2 },
    );
    expect(project(staffDirectory, [joined, promoted]).get('QX-101')).toEqual({
      staffId: 'QX-101',
      name: '韦玲',
      role: 'branchManager',
    });
  });

  it('lets nobody sign in who departed', () => {
    const departed = say(staffDeparted, { staffId: 'QX-101', departedOn: '2026-06-30' }, { position: 2 });
    const row = project(staffDirectory, [joined, departed]).get('QX-101');
    expect(row).toEqual({
      ...{ staffId: 'QX-101', name: '韦玲', role: 'clientManager', outletId: 'qx' },
      departedOn: '2026-06-30',
    });
    expect(row && signedInAs('wei', row)).toBeUndefined();
  });
});
