import type { LoadBoard } from '../api/allocation.js';
import { headlines } from './headlines.js';

const load = { numerator: 1, denominator: 2, index: 0.5 };
const line = {
  staffId: 's',
  name: 'n',
  role: 'teller',
  capacityPercent: 100,
  departedOn: null,
  proposals: 0,
  load,
} as const;
const counts = { gold: 3, platinum: 2, diamond: 1, privateBank: 1, potential: 9 };
const board: LoadBoard = {
  ...{ outletId: 'o', clients: counts, waiting: 0, proposals: 0 },
  managers: { needed: load, present: 1 },
  advisers: { needed: load, present: 1 },
  staff: [
    { ...line, counts, overloaded: true },
    { ...line, counts, overloaded: false },
  ],
};

describe('the numbers of the head’s page', () => {
  it('count signed clients apart from potential ones, and books above 1.00', () =>
    expect(headlines(board, undefined, undefined)).toEqual({
      vip: 7,
      tiers: { diamond: 2, platinum: 2, gold: 3, potential: 9 },
      rate: undefined,
      open: undefined,
      signing: undefined,
      over: 1,
    }));
  it('are unknown, not nought, until they are known', () => {
    const { vip, over, open } = headlines(undefined, undefined, undefined);
    expect([vip, over, open]).toEqual([undefined, undefined, undefined]);
    expect(headlines(undefined, undefined, { open: 4, onHold: 0, stages: {} })).toMatchObject({ open: 4, signing: 0 });
  });
});
