import { describe, expect, it } from '@jest/globals';
import { staffJoined, staffRoleChanged } from '@pcrm/contracts';
import { say } from '@pcrm/contracts/testing';
import { project } from '@pcrm/event-sourcing/testing';
import { staffWeeks } from './staff-weeks.projection.js';

describe('the weeks of a member of staff', () => {
  const joined = say(
    staffJoined,
    {
      staffId: 'cm1',
      name: '韦玲',
      outletId: 'o1',
      role: 'clientManager',
      capacityPercent: 100,
      joinedOn: '2026-01-01',
    },
    { position: 1 },
  );
  const post = { staffId: 'cm1', role: 'clientManager', capacityPercent: 100, changedOn: '2026-06-01' } as const;

  it('C1: belong to the outlet they were posted to last, and to none where none was named', () => {
    const moved = say(staffRoleChanged, { ...post, outletId: 'o2' }, { position: 2 });
    const away = say(staffRoleChanged, { ...post, role: 'branchManager' }, { position: 3 });
    expect(project(staffWeeks, [joined, moved]).get('cm1')).toMatchObject({ role: 'clientManager', outletId: 'o2' });
    expect(project(staffWeeks, [joined, moved, away]).get('cm1')).not.toHaveProperty('outletId');
  });
});
