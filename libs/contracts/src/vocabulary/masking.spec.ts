import { describe, expect, it } from '@jest/globals';
import { maskedName, maskedPhone } from './masking.js';

describe('masked forms', () => {
  it.each([
    ['王小芳', '王*芳'],
    ['王芳', '王*'],
    ['王', '王*'],
    ['欧阳小明', '欧*明'],
    ['𠮷田芳', '𠮷*芳'],
    ['', null],
    [null, null],
  ])('of the name %s is %s', (name, masked) => expect(maskedName(name)).toBe(masked));

  it.each([
    ['13812345678', '138****5678'],
    ['1234567', '****'],
    [null, null],
  ])('of the phone %s is %s', (phone, masked) => expect(maskedPhone(phone)).toBe(masked));
});
