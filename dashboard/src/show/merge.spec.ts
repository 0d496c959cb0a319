import { changedFields, inConflict, mergedKeys, takenOf, type Compared } from './merge.js';

const field = (key: string, mine: string | undefined, theirs: string, before = '旧'): Compared => ({
  ...{ key, label: key, before, mine, theirs },
});

describe('mine, theirs and the result', () => {
  it('takes mine where only I changed it, and theirs where only they did', () => {
    expect(takenOf(field('a', '新', '旧'), {})).toBe('mine');
    expect(takenOf(field('a', undefined, '他'), {})).toBe('theirs');
  });
  it('decides nothing by itself where both changed it', () => {
    const both = field('a', '新', '他');
    expect([inConflict(both), takenOf(both, {}), takenOf(both, { a: 'theirs' })]).toEqual([true, undefined, 'theirs']);
  });
  it('is no conflict when both want the same', () => expect(inConflict(field('a', '新', '新'))).toBe(false));
  it('shows only what anybody changed', () =>
    expect(
      changedFields([field('a', undefined, '旧'), field('b', '新', '旧'), field('c', undefined, '他')]).map(
        ({ key }) => key,
      ),
    ).toEqual(['b', 'c']));
  it('can be saved only when everything is decided, and saves only what is mine', () => {
    const fields = [field('a', '新', '他'), field('b', '新', '旧'), field('c', undefined, '他')];
    expect(mergedKeys(fields, {})).toBeUndefined();
    expect(mergedKeys(fields, { a: 'mine' })).toEqual(['a', 'b']);
    expect(mergedKeys(fields, { a: 'theirs', b: 'theirs' })).toEqual([]);
  });
});
