import type { ProgressLine } from '../api/engagement.js';
import { standsAs } from './stands-as.js';

const line: ProgressLine = {
  ...{ opportunityId: 'o', clientId: 'c', clientName: '王*芳', staffId: 's', outletId: 'n' },
  ...{ stage: 'INVITED', open: true, onHold: false, daysInStage: 3, openedOn: '2026-11-01' },
  ...{ currentTier: null, targetTier: 'gold', nextStepOn: null, lastReachedOn: null },
  ...{ refusedCode: null, reasonCode: null, signingLacks: [], suggestedStage: null },
};

describe('an opportunity as it was seen', () => {
  it('still stands so after a contact or a day', () =>
    expect(standsAs(line, { ...line, daysInStage: 4, lastReachedOn: '2026-11-20', signingLacks: ['report'] })).toBe(
      true,
    ));
  it.each([{ stage: 'PRESENTED' }, { onHold: true }, { nextStepOn: '2026-12-01' }, { staffId: 'other' }] as const)(
    'does not after %j',
    (change) => expect(standsAs(line, { ...line, ...change })).toBe(false),
  );
});
