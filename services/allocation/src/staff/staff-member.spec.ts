import type { StaffRole } from '@pcrm/contracts';
import { specification } from '@pcrm/event-sourcing/testing';
import { changePost } from './change-post/change-post.js';
import { departStaff } from './depart-staff/depart-staff.js';
import { importStaff } from './import-staff/import-staff.js';
import { joinStaff } from './join-staff/join-staff.js';
import { openOutlet } from './open-outlet/open-outlet.js';
import { outlet } from './outlet.js';
import { staffMember } from './staff-member.js';

const given = specification(staffMember);
const post = { outletId: 'N01', role: 'clientManager' as StaffRole, capacityPercent: 100 };
const join = { ...post, outletOpen: true, staffId: 's-1', name: '李明', joinedOn: '2026-01-05' };
const { outletOpen: _open, ...joinedData } = join;
const joined = { type: 'StaffJoined', data: joinedData } as const;
const departed = { type: 'StaffDeparted', data: { staffId: 's-1', departedOn: '2026-06-30' } } as const;
const change = { ...post, role: 'teller' as const, outletOpen: true, staffId: 's-1', on: '2026-03-01' };
const changed = {
  type: 'StaffRoleChanged',
  data: { ...post, role: 'teller', staffId: 's-1', changedOn: '2026-03-01' },
} as const;

describe('joining the branch', () => {
  it('happens once', () => {
    given().when(joinStaff, join).then(joined);
    given(joined).when(joinStaff, join).thenNothing();
    given(joined)
      .when(joinStaff, { ...join, role: 'teller' })
      .thenRefused('staff.joined-already');
  });
  it('a staff number of somebody who left is not used again', () => {
    given(joined, departed).when(joinStaff, join).thenRefused('staff.departed');
    given(joined, departed)
      .when(importStaff, { ...join, today: '2026-07-01' })
      .thenRefused('staff.departed');
  });
  it.each([49, 151, 99.5])('A4: a capacity factor of %d %% is refused', (capacityPercent) =>
    given()
      .when(joinStaff, { ...join, capacityPercent })
      .thenRefused('staff.capacity-out-of-range', { rule: 'A4', from: 50, to: 150 }),
  );
  it.each([50, 150])('A4: a capacity factor of %d %% is allowed', (capacityPercent) =>
    given()
      .when(joinStaff, { ...join, capacityPercent })
      .then({ ...joined, data: { ...joined.data, capacityPercent } }),
  );
  it('outlet staff need an open outlet, branch staff have none', () => {
    given()
      .when(joinStaff, { ...join, outletOpen: false })
      .thenRefused('staff.outlet-unknown');
    given()
      .when(joinStaff, { ...join, outletId: null })
      .thenRefused('staff.outlet-needed');
    given()
      .when(joinStaff, { ...join, role: 'compliance' })
      .thenRefused('staff.role-has-no-outlet');
    const branch = { ...join, role: 'compliance' as const, outletId: null, outletOpen: false };
    given()
      .when(joinStaff, branch)
      .then({ ...joined, data: { ...joined.data, role: 'compliance', outletId: null } });
  });
});

describe('changing the post', () => {
  it('is said once', () => {
    given(joined).when(changePost, change).then(changed);
    given(joined, changed).when(changePost, change).thenNothing();
  });
  it('does not undo what began later', () =>
    given(joined, changed)
      .when(changePost, { ...change, role: 'lobbyManager', on: '2026-02-01' })
      .thenRefused('staff.changed-later-already'));
  it('needs somebody who is here', () => {
    given().when(changePost, change).thenRefused('staff.unknown');
    given(joined, departed).when(changePost, change).thenRefused('staff.departed');
  });
});

describe('departing', () => {
  it('happens once, to somebody known', () => {
    const depart = { staffId: 's-1', on: '2026-06-30' };
    given(joined).when(departStaff, depart).then(departed);
    given(joined, departed).when(departStaff, depart).thenNothing();
    given().when(departStaff, depart).thenRefused('staff.unknown');
  });
});

describe('a line of the staff file', () => {
  const line = { ...join, today: '2026-03-01' };
  it('joins, changes from today on, or changes nothing', () => {
    given().when(importStaff, line).then(joined);
    given(joined).when(importStaff, line).thenNothing();
    given(joined)
      .when(importStaff, { ...line, role: 'teller' })
      .then(changed);
  });
});

describe('opening an outlet', () => {
  const open = specification(outlet);
  const asked = { outletId: 'N01', name: '解放路支行', on: '2026-01-01' };
  const opened = {
    type: 'OutletOpened',
    data: { outletId: 'N01', name: '解放路支行', openedOn: '2026-01-01' },
  } as const;
  it('opens once and renames', () => {
    open().when(openOutlet, asked).then(opened);
    open(opened).when(openOutlet, asked).thenNothing();
    open(opened)
      .when(openOutlet, { ...asked, name: '新华路支行', on: '2026-02-01' })
      .then({ type: 'OutletRenamed', data: { outletId: 'N01', name: '新华路支行', renamedOn: '2026-02-01' } });
  });
});
