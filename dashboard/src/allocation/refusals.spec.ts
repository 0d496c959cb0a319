import { refusalsIn } from './refusals.js';

const move = { clientId: 'c', staffId: 's', warnings: [] };
const overfull = {
  staffId: 's',
  load: { numerator: 31, denominator: 30 },
  before: { numerator: 1, denominator: 1 },
};
const full = { code: 'book.capacity-exceeded', details: { rule: 'A9', ...overfull } };
const refusedWith = (...all: readonly { code: string; details: object }[]) =>
  refusalsIn({
    allowed: false,
    loads: [],
    moves: all.map((refused) => ({ ...move, refused: { ...refused, details: { ...refused.details } } })),
  });

describe('what stands against a plan', () => {
  it('is counted by code, the commonest first, with its rule', () =>
    expect(refusedWith({ code: 'book.staff-unknown', details: {} }, full, full)).toEqual([
      { code: 'book.capacity-exceeded', rule: 'A9', count: 2, overfull },
      { code: 'book.staff-unknown', rule: undefined, count: 1 },
    ]));
  it('A8: says which bands the role may look after', () => {
    const details = { rule: 'A8', role: 'teller', band: '200k-500k', allowed: ['100k-200k'] };
    expect(refusedWith({ code: 'book.band-not-allowed', details })).toEqual([
      { code: 'book.band-not-allowed', rule: 'A8', count: 1, allowed: ['100k-200k'] },
    ]);
  });
  it('is nothing for a plan that holds, or that was not tried yet', () =>
    expect([refusalsIn({ allowed: true, loads: [], moves: [move] }), refusalsIn(undefined)]).toEqual([[], []]));
});
