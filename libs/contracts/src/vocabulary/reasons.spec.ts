import { describe, expect, it } from '@jest/globals';
import { WHYS, wordsOf } from './reasons.js';

describe('a reason', () => {
  it('has words in both languages', () => {
    for (const [why, { zh, en }] of Object.entries(WHYS)) {
      expect({ why, chinese: /\p{Script=Han}/u.test(zh), english: /^[\w ]+$/.test(en) }).toEqual({
        why,
        chinese: true,
        english: true,
      });
    }
  });
  it('is worded by its end, whatever field it is about', () => {
    expect(wordsOf('balanceFen.negative')).toEqual({ zh: '不能为负数', en: 'must not be negative' });
    expect(wordsOf('staff.departed')).toBeUndefined();
    expect(wordsOf('constructor')).toBeUndefined();
  });
});
