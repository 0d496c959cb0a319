import { refusalsIn } from './refusals.js';

const move = { clientId: 'c', staffId: 's', warnings: [] };
const full = { code: 'book.capacity-exceeded', details: { rule: 'A9' } };

describe('what stands against a plan', () => {
  it('is counted by code, the commonest first, with its rule', () =>
    expect(
      refusalsIn({
        allowed: false,
        loads: [],
        moves: [
          { ...move, refused: { code: 'book.staff-unknown', details: {} } },
          { ...move, refused: full },
          move,
          { ...move, refused: full },
        ],
      }),
    ).toEqual([
      { code: 'book.capacity-exceeded', rule: 'A9', count: 2 },
      { code: 'book.staff-unknown', rule: undefined, count: 1 },
    ]));
  it('is nothing for a plan that holds, or that was not tried yet', () =>
    expect([refusalsIn({ allowed: true, loads: [], moves: [move] }), refusalsIn(undefined)]).toEqual([[], []]));
});
