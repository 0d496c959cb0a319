import { describe, expect, it } from '@jest/globals';
import { contributorsOf, type Profile } from './profile.js';

const node = (id: number, functionName: string, url = '') => ({ id, callFrame: { functionName, url, lineNumber: 0 } });
const profile: Profile = {
  nodes: [
    node(1, '(root)'),
    node(2, '(idle)'),
    node(3, 'decide', 'file:///anywhere/libs/event-sourcing/dist/deciding.js'),
    node(4, ''),
    node(5, 'decide', 'file:///anywhere/libs/event-sourcing/dist/deciding.js'),
  ],
  samples: [2, 3, 5, 4, 2],
  timeDeltas: [500, 30, 30, 40, 500],
};

describe('what takes the time', () => {
  it('is counted by function, wherever it was called from, and idling is no work', () =>
    expect(contributorsOf([profile])).toEqual([
      { what: 'decide (libs/event-sourcing/dist/deciding.js)', share: 0.6 },
      { what: 'a function without a name', share: 0.4 },
    ]));

  it('adds several profiles up', () => expect(contributorsOf([profile, profile])).toEqual(contributorsOf([profile])));
});
