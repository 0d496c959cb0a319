import type { StaffMember } from '../api/allocation.js';
import { choicesWith, holdersAt } from './holders.js';

const person = (staffId: string, role: StaffMember['role'], outletId: string, departedOn: string | null = null) =>
  ({ staffId, role, outletId, departedOn, name: staffId }) as StaffMember;
const manager = person('m-1', 'clientManager', 'N01');
const teller = person('t-1', 'teller', 'N01');
const theirs = person('m-2', 'clientManager', 'N02');
const left = person('m-3', 'clientManager', 'N01', '2026-06-01');
const adviser = person('w-1', 'wealthAdviser', 'N01');
const staff = [teller, adviser, theirs, left, manager];
const ids = (people: readonly StaffMember[]) => people.map(({ staffId }) => staffId);

describe('whose clients are looked at', () => {
  it('are of those who hold some at the outlet, managers first', () =>
    expect(ids(holdersAt(staff, 'N01'))).toEqual(['m-1', 't-1']));
  it('are nobody’s where nobody holds any', () => expect(holdersAt(staff, 'N09')).toEqual([]));
  it.each([
    ['of another outlet', 'm-2'],
    ['who has left', 'm-3'],
  ])('may be of somebody %s, who then stands among them', (_who, meant) =>
    expect(ids(choicesWith(holdersAt(staff, 'N01'), staff, meant))).toEqual(['m-1', 't-1', meant]),
  );
  it('are of a holder: nobody stands there twice', () =>
    expect(ids(choicesWith(holdersAt(staff, 'N01'), staff, 'm-1'))).toEqual(['m-1', 't-1']));
});
