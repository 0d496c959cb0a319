import type { Decide } from '@pcrm/event-sourcing';
import type { StaffRole } from '@pcrm/contracts';
import { openWhenDue } from '../open-opportunity.js';
import { changed, pursuit, type Pursuit } from '../pursuit.js';
import type { MaintainerNoted, PursuitFact } from '../pursuit.events.js';

/** `staffId` null: nobody maintains the client any more. */
export type FollowMaintainer = {
  readonly clientId: string;
  readonly outletId: string;
  readonly staffId: string | null;
  readonly role: StaffRole | null;
  readonly from: string;
  readonly at: string;
};

/** The pursuit belongs to whoever maintains the client (A3): an open opportunity follows the new manager, a pending potential opens one. */
export const followMaintainer: Decide<FollowMaintainer, Pursuit, PursuitFact> = (command, state) => {
  const { clientId, staffId, outletId, at } = command;
  if (isKnown(command, state.maintainer)) return [];
  const noted: MaintainerNoted = { type: 'MaintainerNoted', data: { ...command } };
  const followed = state.open && staffId ? [changed(state.open, { staffId, outletId }, { cause: 'followed', at })] : [];
  const after = [noted, ...followed].reduce<Pursuit>((folded, fact) => pursuit.evolve(folded, fact), state);
  return [noted, ...followed, ...openWhenDue(clientId, after)];
};

/** Already so, or overtaken by something later. */
function isKnown({ staffId, outletId, role, at }: FollowMaintainer, known: Pursuit['maintainer']): boolean {
  if (!known) return staffId === null;
  return known.at > at || (known.staffId === staffId && known.outletId === outletId && known.role === role);
}
