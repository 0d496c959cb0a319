import { tierIn, wordOf } from './standing-words.js';

describe('a fact about the tier in words', () => {
  it('has a word; what only looks ahead has none', () => {
    expect(wordOf('ClientUpgraded')).toBe('upgraded');
    expect(wordOf('AverageCrossingForecast')).toBeUndefined();
    expect(wordOf('toString')).toBeUndefined();
  });
  it('names the tier reached, else the one aimed at or held', () => {
    expect(tierIn({ from: 'gold', to: 'platinum' })).toBe('platinum');
    expect(tierIn({ currentTier: null, targetTier: 'gold' })).toBe('gold');
    expect(tierIn({ to: null, tier: 'diamond' })).toBe('diamond');
    expect(tierIn({ tier: 'tin' })).toBeUndefined();
  });
});
