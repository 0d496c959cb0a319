import { complianceSearch, onTab } from './compliance-view.js';

const theirs = complianceSearch({ tab: 'byClient', staff: 'QX-101', outlet: 'qx', short: '1' });

describe('another tab of the compliance screen', () => {
  it.each(['closed', 'byStaff', 'byOutlet'] as const)('%s is not of the person whose clients were looked at', (tab) =>
    expect(onTab(theirs, tab)).toEqual({ tab, outlet: 'qx', short: '1' }),
  );
  it('by client is of the person that was chosen', () => expect(onTab(theirs, 'byClient')).toEqual(theirs));
});
