import { newCommandId } from './command-id.js';

describe('a command id', () => {
  it('is a UUID of version 4 whatever chance gives', () => {
    expect(newCommandId((bytes) => bytes.fill(0xff))).toBe('ffffffff-ffff-4fff-bfff-ffffffffffff');
    expect(newCommandId((bytes) => bytes.fill(0))).toBe('00000000-0000-4000-8000-000000000000');
  });
  it('is another one each time', () => expect(newCommandId()).not.toBe(newCommandId()));
});
