import { placeOf, walkAlong } from './walk.js';

describe('going along a list', () => {
  it('knows who comes before and after', () => {
    walkAlong(['a', 'b', 'c']);
    expect(placeOf('b')).toEqual({ at: 2, of: 3, previous: 'a', next: 'c' });
    expect(placeOf('a')).toMatchObject({ previous: undefined, next: 'b' });
    expect(placeOf('c')).toMatchObject({ previous: 'b', next: undefined });
  });
  it('is none for somebody who was not in it, or was alone', () => {
    walkAlong(['a', 'b']);
    expect(placeOf('z')).toBeUndefined();
    walkAlong(['a']);
    expect(placeOf('a')).toBeUndefined();
  });
});
