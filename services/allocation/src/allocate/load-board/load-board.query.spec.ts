import type { StaffRole } from '@pcrm/contracts';
import { DECK } from '../../capacity/capacity-policy.events.js';
import { noClients, type Counts } from '../load.js';
import { loadBoard } from './load-board.query.js';

const person = (staffId: string, role: StaffRole, departedOn: string | null = null) => ({
  ...{ staffId, name: staffId, role, capacityPercent: 100, outletId: 'N01', outlets: ['N01'], departedOn },
});
const total = (counts: Partial<Counts>, proposals = 0) => ({ counts: { ...noClients(), ...counts }, proposals });
const board = loadBoard({
  outletId: 'N01',
  terms: DECK.terms,
  staff: [
    ...[
      person('m-1', 'clientManager'),
      person('m-2', 'clientManager', '2026-05-01'),
      person('m-3', 'clientManager', '2026-05-01'),
    ],
    ...[person('t-1', 'teller'), person('f-1', 'financialAdviser'), person('c-1', 'compliance')],
  ],
  held: new Map([
    ['m-1', total({ diamond: 12, platinum: 40, gold: 30 })],
    ['m-2', total({ gold: 3 }, 3)],
    ['t-1', total({ gold: 10, platinum: 1 })],
  ]),
  advised: new Map([['f-1', total({ diamond: 30, platinum: 201 })]]),
  outlet: { ...total({ diamond: 45, platinum: 150, gold: 100, potential: 9 }, 3), held: noClients(), waiting: 4 },
});
const line = (staffId: string) => board.staff.find((one) => one.staffId === staffId);

describe('the load board of an outlet', () => {
  it('A9: shows each load exactly', () => {
    expect(line('m-1')).toMatchObject({ load: { numerator: 19, denominator: 20, index: 0.95 }, overloaded: false });
  });
  it('A8: whom a teller no longer may maintain weighs as at a client manager until re-assigned', () =>
    expect(line('t-1')?.load).toEqual({ numerator: 51, denominator: 100, index: 0.51 }));
  it('A5, A6: shows advisers by whom they support', () =>
    expect(line('f-1')).toMatchObject({
      counts: { diamond: 30, platinum: 201 },
      load: { numerator: 401, denominator: 400 },
      overloaded: true,
    }));
  it('keeps those who left while they still hold clients, and nobody else of no use', () =>
    expect(board.staff.map(({ staffId, departedOn, proposals }) => [staffId, departedOn, proposals])).toEqual([
      ['m-1', null, 0],
      ['m-2', '2026-05-01', 3],
      ['t-1', null, 0],
      ['f-1', null, 0],
    ]));
  it('A9: sets needed against present: diamond/30 + platinum/100 + gold/200 managers, diamond/60 + platinum/400 advisers', () => {
    expect(board.managers).toEqual({ needed: { numerator: 7, denominator: 2, index: 3.5 }, present: 1 });
    expect(board.advisers).toEqual({ needed: { numerator: 9, denominator: 8, index: 1.125 }, present: 1 });
    expect([board.waiting, board.proposals]).toEqual([4, 3]);
  });
});
