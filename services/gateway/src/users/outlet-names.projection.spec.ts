import { outletOpened } from '@pcrm/contracts';
import { say } from '@pcrm/contracts/testing';
import { project } from '@pcrm/event-sourcing/testing';
import { outletNames } from './outlet-names.projection.js';

describe('the names of outlets', () => {
  it('are the newest, and twice is once', () => {
    const opened = say(outletOpened, { outletId: 'qx', name: '青秀' });
    const renamed = say(outletOpened, { outletId: 'qx', name: '青秀支行' }, { position: 2 });
    expect(project(outletNames, [opened, renamed, opened, renamed]).get('qx')).toEqual({
      outletId: 'qx',
      name: '青秀支行',
    });
  });
});
