import { loadLines } from './load-sum.js';

describe('the sum of a load', () => {
  it('A9: shows every tier with its ratio and its share, the heaviest first', () =>
    expect(
      loadLines({
        parts: [
          { kind: 'potential', clients: 7, capacity: 300 },
          { kind: 'gold', clients: 30, capacity: 200 },
          { kind: 'diamond', clients: 12, capacity: 30 },
        ],
      }),
    ).toEqual([
      { kind: 'diamond', clients: 12, capacity: 30, share: '0.4000' },
      { kind: 'gold', clients: 30, capacity: 200, share: '0.1500' },
      { kind: 'potential', clients: 7, capacity: 300, share: '0.0233' },
    ]));
  it('has no share for clients who do not count here', () =>
    expect(loadLines({ parts: [{ kind: 'gold', clients: 3, capacity: null }] })).toEqual([
      { kind: 'gold', clients: 3, capacity: null, share: undefined },
    ]));
});
