import { describe, expect, it } from '@jest/globals';
import { phoneTerms, termsOf } from './search-tokens.js';

describe('what a phone is found by', () => {
  it('is the whole number, and its last four digits where it has as many', () => {
    expect(phoneTerms('139 1234 5678')).toEqual(['phone:13912345678', 'tail:5678']);
    expect(phoneTerms('5678')).toEqual(['phone:5678', 'tail:5678']);
    expect(phoneTerms('567')).toEqual(['phone:567']);
    expect([phoneTerms(null), phoneTerms('-')]).toEqual([[], []]);
  });

  it('is found by what somebody types of it', () => {
    expect(termsOf(' 5678 ')).toEqual(['tail:5678']);
    expect(termsOf('139-1234 5678')).toEqual(['phone:13912345678']);
  });
});
