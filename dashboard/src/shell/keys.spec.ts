import { keyGroups } from './keys.js';

const keysOf = (...permissions: string[]) =>
  keyGroups(permissions).flatMap(({ lines }) => lines.map(({ keys }) => keys));

describe('the help on keys', () => {
  it('names the keys that work everywhere', () =>
    expect(keysOf()).toEqual(expect.arrayContaining(['Ctrl K', '/', '?', 'Esc'])));
  it('leaves out what this person has no use for', () => {
    expect(keysOf()).not.toContain('l');
    expect(keysOf('contact.log')).toContain('l');
    expect(keysOf('contact.log')).not.toContain('v');
    expect(keysOf('duty.waive')).toContain('v');
  });
});
