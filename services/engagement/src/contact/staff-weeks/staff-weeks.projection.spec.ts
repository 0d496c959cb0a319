import { describe, expect, it } from '@jest/globals';
import { staffDeparted, staffJoined, staffRoleChanged } from '@pcrm/contracts';
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

  it('C1: their posts are dated, the last word about a date prevails', () => {
    const head = say(staffRoleChanged, { ...post, role: 'outletHead' }, { position: 2 });
    const back = say(staffRoleChanged, { ...post, changedOn: '2026-06-20' }, { position: 3 });
    const left = say(staffDeparted, { staffId: 'cm1', departedOn: '2026-06-20' }, { position: 4 });
    const postsAfter = (...messages: readonly (typeof joined | typeof head | typeof left)[]) =>
      project(staffWeeks, messages)
        .get('cm1')
        ?.posts?.map(({ from, value }) => [from, value]);
    const before = [
      ['2026-01-01', 'clientManager'],
      ['2026-06-01', 'outletHead'],
    ];
    expect(postsAfter(joined, head, head, back)).toEqual([...before, ['2026-06-20', 'clientManager']]);
    expect(postsAfter(joined, head, back, left)).toEqual([...before, ['2026-06-20', null]]);
  });
});
