import { moved, selectionAfter } from './grid-keys.js';

describe('moving in a grid', () => {
  it.each([
    ['ArrowDown', 3, 4],
    ['j', 3, 4],
    ['ArrowDown', 99, 99],
    ['ArrowUp', 0, 0],
    ['k', 3, 2],
    ['PageDown', 95, 99],
    ['PageUp', 5, 0],
    ['Home', 50, 0],
    ['End', 50, 99],
    ['Enter', 3, undefined],
  ])('%s from %i goes to %s', (key, from, to) => expect(moved(key, from, 100, 12)).toBe(to));
  it('goes nowhere where there is nothing', () => expect(moved('End', 0, 0, 12)).toBeUndefined());
});

describe('selecting', () => {
  const keys = ['a', 'b', 'c', 'd'];
  const after = (selection: string[], index: number, kind: 'toggle' | 'range', from = 0) =>
    [...selectionAfter(new Set(selection), keys, { index, kind, from })].toSorted();
  it('takes one in and out', () => {
    expect(after([], 1, 'toggle')).toEqual(['b']);
    expect(after(['b'], 1, 'toggle')).toEqual([]);
  });
  it('takes everything between in, in either direction', () => {
    expect(after(['a'], 3, 'range', 1)).toEqual(['a', 'b', 'c', 'd']);
    expect(after([], 0, 'range', 2)).toEqual(['a', 'b', 'c']);
  });
  it('leaves the selection it came from alone', () => {
    const before = new Set(['a']);
    selectionAfter(before, keys, { index: 1, kind: 'toggle', from: 0 });
    expect(before).toEqual(new Set(['a']));
  });
  it('does nothing beyond the rows', () => expect(after(['a'], 9, 'toggle')).toEqual(['a']));
});
